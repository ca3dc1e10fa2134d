namespace Arbex.Cli.Hosting;

/// <summary>Files that a command writes into its folder beside its runs: they never take the place of somebody else's.</summary>
internal static class OwnFiles
{
    /// <summary>Refuses a folder where files of these names are somebody else's.</summary>
    /// <param name="folder">The folder, in which the command has not written yet.</param>
    /// <param name="names">What it will write there.</param>
    /// <param name="writer">Who writes them, such as "a study".</param>
    /// <exception cref="ArbexException">One is there.</exception>
    public static void CheckNone(string folder, IEnumerable<string> names, string writer)
    {
        if (names.Select(name => Path.Combine(folder, name)).FirstOrDefault(Path.Exists) is { } taken)
        {
            throw new ArbexException(
                $"'{taken}' is there already, and {writer} would write its own. Expected a folder without it. Move it, or pass another folder "
                + "to --output.");
        }
    }
}
