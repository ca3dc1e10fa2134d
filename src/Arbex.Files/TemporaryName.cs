using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Arbex.Files;

/// <summary>
/// Names of files that are being written: beside their target, so that moving them over it replaces it in one step; drawn at random, so that
/// nobody can plant a link there and no two processes meet; of one short form, so that they fit wherever their target fits, are never
/// taken for a picture or a clip, and can be told from everybody else's files.
/// </summary>
public static partial class TemporaryName
{
    private const int RandomBytes = 8;

    /// <summary>Draws a name beside a target.</summary>
    /// <param name="target">The file that will be replaced or made.</param>
    /// <returns>A full path in the target's folder, such as ".arbex-0123456789abcdef.partial".</returns>
    public static string Beside(string target)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        var random = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));
        return Path.Combine(Path.GetDirectoryName(Path.GetFullPath(target))!, $".arbex-{random}.partial");
    }

    /// <summary>Whether a file's name has the form of those that <see cref="Beside"/> draws.</summary>
    /// <param name="path">A path or a name.</param>
    public static bool Is(string path) => Form().IsMatch(Path.GetFileName(path));

    /// <summary>Makes the file at a new name; never follows a link, never opens a file that exists.</summary>
    /// <param name="target">The file that will be replaced or made.</param>
    /// <param name="access">What the stream is for.</param>
    /// <returns>The open file, locked against other programs that lock, under its path.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static FileStream Create(string target, FileAccess access = FileAccess.Write) =>
        new(Beside(target), FileMode.CreateNew, access, FileShare.None, 1 << 20);

    /// <summary>
    /// Deletes files of this form that nobody holds any more: a process that was killed left them. Files that are younger than
    /// a minute or locked by a running process stay, and so does everything with another name. Locks of files that nobody holds go with them.
    /// </summary>
    /// <param name="folder">The folder; a missing one is no error.</param>
    /// <param name="time">The clock.</param>
    /// <param name="age">Other than a minute; zero where the folder is locked, so that nobody else writes there.</param>
    public static void RemoveAbandoned(string folder, TimeProvider time, TimeSpan? age = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        var latest = time.GetUtcNow().UtcDateTime - (age ?? TimeSpan.FromMinutes(1));
        try
        {
            foreach (var left in Directory.EnumerateFiles(folder, ".arbex-*.partial").Where(Is).ToArray())
            {
                if ((age == TimeSpan.Zero || File.GetLastWriteTimeUtc(left) <= latest) && FileLock.IsFree(left))
                {
                    File.Delete(left);
                }
            }

            FileLock.RemoveAbandoned(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Tidying is a courtesy: the work itself says what is wrong with the folder.
        }
    }

    [GeneratedRegex("^\\.arbex-[0-9a-f]{16}\\.partial$")]
    private static partial Regex Form();
}
