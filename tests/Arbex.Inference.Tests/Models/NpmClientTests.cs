using System.Diagnostics;
using Arbex.Inference.Models;

namespace Arbex.Inference.Tests.Models;

public sealed class NpmClientTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_machine_without_npm_is_told_what_it_lacks()
    {
        var refused = await Assert.ThrowsAsync<ArbexException>(
            () => new NpmClient("no-such-npm").PackAsync("a", "1.0.0", _folder.FullName));

        Assert.Contains("no-such-npm", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Install Node.js", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_in_the_working_folder_is_never_run()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The stand-in for npm is a shell script.");
        var name = $"arbex-npm-{Guid.NewGuid():N}";
        var planted = Path.Combine(Environment.CurrentDirectory, name);
        try
        {
            Write(planted, $"touch '{_folder.At("ran")}'");

            var refused = await Assert.ThrowsAsync<ArbexException>(
                () => new NpmClient(name).PackAsync("a", "1.0.0", _folder.FullName));

            Assert.Contains("in the folders of PATH", refused.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(_folder.At("ran")));
        }
        finally
        {
            File.Delete(planted);
        }
    }

    [Fact]
    public async Task Settings_of_the_working_folder_are_not_obeyed()
    {
        var npm = Program("""pwd > "$4/folder" """);

        await npm.PackAsync("some-package", "1.2.3", _folder.FullName);

        // npm takes the first folder with a package.json, from its working folder upwards, for the one whose settings count.
        Assert.EndsWith(
            Path.GetFileName(_folder.FullName),
            (await File.ReadAllTextAsync(_folder.At("folder"), TestContext.Current.CancellationToken)).Trim(), StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.At("package.json")));
    }

    [Fact]
    public async Task The_exact_version_is_asked_for_and_no_script_runs()
    {
        var npm = Program("""printf '%s\n' "$@" > "$4/arguments" """);

        await npm.PackAsync("some-package", "1.2.3", _folder.FullName);

        Assert.Equal(
            [
                "pack", "some-package@1.2.3", "--pack-destination", _folder.FullName, "--ignore-scripts",
                "--loglevel=error", "--workspaces=false",
            ],
            await File.ReadAllLinesAsync(_folder.At("arguments"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_npm_complains_of_is_told()
    {
        var npm = Program("echo 'npm error code E404' >&2; echo 'npm error A complete log is in x' >&2; exit 1");

        var refused = await Assert.ThrowsAsync<ArbexException>(
            () => npm.PackAsync("some-package", "1.2.3", _folder.FullName));

        Assert.Contains("npm error code E404", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("complete log", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_npm_is_ended()
    {
        var npm = Program("""echo $$ > "$4/id"; exec sleep 600""");
        using var cancellation = new CancellationTokenSource();

        var packing = npm.PackAsync("some-package", "1.2.3", _folder.FullName, cancellation.Token);
        while (!File.Exists(_folder.At("id")) || new FileInfo(_folder.At("id")).Length == 0)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        cancellation.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => packing);
        var id = (await File.ReadAllTextAsync(_folder.At("id"), TestContext.Current.CancellationToken)).Trim();
        for (var waited = Stopwatch.StartNew(); Directory.Exists($"/proc/{id}");)
        {
            Assert.True(waited.Elapsed < ChildProcess.Patience, $"process {id} still runs");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private NpmClient Program(string script)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The stand-in for npm is a shell script.");
        Write(_folder.At("npm"), script);
        return new NpmClient(_folder.At("npm"));
    }

    private static void Write(string path, string script)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
