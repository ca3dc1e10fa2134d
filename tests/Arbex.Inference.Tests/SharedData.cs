namespace Arbex.Inference.Tests;

/// <summary>Pictures and detectors that lie beside the checkout and are never part of it: the folder is the environment
/// variable ARBEX_SHARED, or else "shared" beside the folder with Arbex.slnx.</summary>
internal static class SharedData
{
    private static string Root { get; } = Environment.GetEnvironmentVariable("ARBEX_SHARED") is { Length: > 0 } given
        ? Path.GetFullPath(given)
        : Path.GetFullPath(Path.Combine(Checkout(), "..", "shared"));

    /// <summary>The path of a file in the shared folder; the running test is skipped where it is absent.</summary>
    public static string FileOrSkip(string relativePath)
    {
        var path = Path.Combine(Root, relativePath);
        Assert.SkipUnless(File.Exists(path), $"'{path}' does not exist; set ARBEX_SHARED to the folder with it.");
        return path;
    }

    private static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Arbex.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
