using System.Diagnostics;
using System.Runtime.CompilerServices;
using Arbex.Data.Packing;
using Arbex.Files;

namespace Arbex.Tests.Data.Packing;

/// <summary>This test program, started a second time to pack slowly, so that it can be killed.</summary>
internal static class PackingChild
{
    private const string Variable = "ARBEX_TESTS_PACK_INTO";

    public static DrawnDataset Faces(int count) => new(count, side: 100, before: _ => Thread.Sleep(1));

    /// <summary>Starts a process that packs to a path, and kills it when a part is on the disk.</summary>
    /// <returns>What it had written.</returns>
    public static async Task<string> KillWhileItWrites(string path)
    {
        using var child = new ChildProcess(StartInfo(path));
        var isWriting = await child.RunsUntil(() => Partial(path) is not null);
        child.Kill();
        Assert.True(isWriting, "the child ended before it was killed");
        return Partial(path)!;
    }

    private static string? Partial(string path) => Directory.EnumerateFiles(Path.GetDirectoryName(path)!)
        .FirstOrDefault(file => TemporaryName.Is(file) && new FileInfo(file).Length > 0);

    /// <summary>Runs before the test runner's Main and, in the child, instead of it.</summary>
#pragma warning disable CA2255 // this is a program, and it must decide before its Main
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void PackIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path)
        {
            PackWriter.Write(Faces(100_000), path, new PackOptions { Workers = 1 });
            Environment.Exit(0);
        }
    }

    private static ProcessStartInfo StartInfo(string path)
    {
        var program = Environment.ProcessPath!;
        var hosted = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return new ProcessStartInfo(program, hosted ? [typeof(PackingChild).Assembly.Location] : [])
        {
            Environment = { [Variable] = path },
        };
    }
}
