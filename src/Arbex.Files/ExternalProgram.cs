namespace Arbex.Files;

/// <summary>
/// Finds other programs in the folders of PATH and nowhere else. Starting a program by its bare name would also run a file of that
/// name in the working folder, which may be an unpacked download.
/// </summary>
public static class ExternalProgram
{
    /// <summary>Finds a program.</summary>
    /// <param name="name">Its name without a folder, such as "ffmpeg"; on Windows without its ending.</param>
    /// <returns>Its full path; null where no absolute folder of PATH holds it.</returns>
    public static string? Find(string name) => Find(name, Environment.GetEnvironmentVariable("PATH"));

    /// <summary>Finds a program in the folders of a list.</summary>
    /// <param name="name">Its name without a folder.</param>
    /// <param name="folders">Folders, separated as in PATH; entries that are empty or relative are passed over.</param>
    /// <returns>Its full path; null where no absolute folder holds it.</returns>
    public static string? Find(string name, string? folders)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.IndexOfAny([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]) >= 0)
        {
            throw new ArgumentException($"'{name}' has a folder. Expected a bare name.", nameof(name));
        }

        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        return (folders ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending)))
            .FirstOrDefault(IsProgram);
    }

    private static bool IsProgram(string path)
    {
        try
        {
            return SpecialFile.KindOf(path) == FileKind.Regular
                && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path)
                    & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
