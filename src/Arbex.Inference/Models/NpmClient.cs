using System.ComponentModel;
using System.Diagnostics;
using Arbex.Files;

namespace Arbex.Inference.Models;

/// <summary>Runs the npm client as a process of its own.</summary>
/// <threadsafety>Immutable.</threadsafety>
public sealed class NpmClient : INpmClient
{
    private readonly string _program;

    /// <summary>Uses the npm in the folders of PATH; never one in the working folder.</summary>
    public NpmClient()
        : this("npm")
    {
    }

    /// <summary>Uses another program.</summary>
    /// <param name="program">Its name in the folders of PATH, or its full path.</param>
    internal NpmClient(string program) => _program = program;

    /// <inheritdoc/>
    public async Task PackAsync(string package, string version, string folder, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(package);
        ArgumentException.ThrowIfNullOrEmpty(version);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        // Nothing of the package is run: 'pack' of a published package fetches its archive and no more.
        using var npm = Start(
            ["pack", $"{package}@{version}", "--pack-destination", folder, "--ignore-scripts", "--loglevel=error", "--workspaces=false"],
            folder);
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

    private Process Start(IEnumerable<string> arguments, string folder)
    {
        var program = Path.IsPathFullyQualified(_program) ? _program : ExternalProgram.Find(_program);
        if (program is null)
        {
            throw Absent(null);
        }

        // npm obeys settings beside the first package.json that it finds from its working folder upwards: that is to be this one.
        File.WriteAllText(Path.Combine(folder, "package.json"), "{}");
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
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
            throw Absent(cause);
        }
    }

    private ArbexException Absent(Exception? cause)
    {
        var message = $"There is no '{_program}' in the folders of PATH that can be run. Expected the npm client, which fetches packages "
            + "for this model. Install Node.js with npm.";
        return cause is null ? new ArbexException(message) : new ArbexException(message, cause);
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
