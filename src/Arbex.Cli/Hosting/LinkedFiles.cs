using Arbex.Files;

namespace Arbex.Cli.Hosting;

/// <summary>Finds out whether links below a folder lead to a file.</summary>
internal static class LinkedFiles
{
    /// <summary>Whether a file can be reached from a folder. Links to folders are followed, each folder once.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="file">The file.</param>
    /// <param name="counts">Which entries count, by their paths; null for all.</param>
    public static bool Leads(string folder, FileIdentity file, Func<string, bool>? counts = null)
    {
        var seen = new HashSet<FileIdentity>();
        var waiting = new Stack<string>([folder]);
        while (waiting.TryPop(out var next))
        {
            if (!seen.Add(FileIdentity.Of(next)))
            {
                continue;
            }

            foreach (var entry in Entries(next))
            {
                if (entry is DirectoryInfo)
                {
                    waiting.Push(entry.FullName);
                }
                else if (counts?.Invoke(entry.FullName) != false && FileIdentity.Of(entry.FullName) == file)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static FileSystemInfo[] Entries(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return []; // what cannot be read is not read from
        }
    }
}
