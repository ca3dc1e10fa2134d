namespace Arbex.Cli.Hosting;

/// <summary>Deletes folders again that were made for an output which was never written.</summary>
internal sealed class NewFolders : IDisposable
{
    private readonly List<string> _missing = [];

    /// <param name="folder">Where the output goes; it and the folders above it may be made from now on.</param>
    public NewFolders(string folder)
    {
        for (var at = Path.GetFullPath(folder); at is not null && !Path.Exists(at); at = Path.GetDirectoryName(at))
        {
            _missing.Add(at);
        }
    }

    public void Dispose()
    {
        try
        {
            foreach (var folder in _missing.TakeWhile(folder =>
                Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                Directory.Delete(folder);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // An empty folder that stays harms nobody.
        }
    }
}
