namespace Arbex.Cli.Predict;

/// <summary>Keeps drawn pictures away from those that they are drawn from.</summary>
internal static class AnnotatedFolder
{
    /// <summary>Refuses a folder for drawings that an input is read from: they would take the place of pictures, or be looked at
    /// themselves.</summary>
    /// <param name="folder">Where drawings go.</param>
    /// <param name="input">A file or a folder that is read.</param>
    /// <exception cref="ArbexException">The drawings would go there.</exception>
    public static void Check(string folder, string input)
    {
        var target = Path.GetFullPath(folder);
        var isFolder = Directory.Exists(input);
        var source = isFolder ? Path.GetFullPath(input) : Path.GetDirectoryName(Path.GetFullPath(input))!;
        if (Same(target, source) || (isFolder && target.StartsWith(Ended(source), StringComparison.Ordinal)))
        {
            throw new ArbexException(
                $"--annotate is '{folder}', where '{input}' is read from: what is drawn would take the place of pictures, or be looked at "
                + "itself. Expected another folder. Pass one outside.");
        }
    }

    private static bool Same(string one, string other) => Ended(one) == Ended(other);

    private static string Ended(string folder) => Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
}
