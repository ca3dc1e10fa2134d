using Arbex.Imaging;

namespace Arbex.Data.Readers;

/// <summary>Which files are pictures, and where they lie.</summary>
internal static class PictureFiles
{
    /// <summary>Deeper than any dataset; an end for links that lead in a circle.</summary>
    private const int DeepestFolder = 8;

    /// <summary>Whether a file is a picture by its name. Hidden ones are none: Macs make "._1.jpg".</summary>
    public static bool IsPicture(ReadOnlySpan<char> name) => !name.StartsWith('.') && PictureEndings.IsPicture(name);

    /// <summary>Every picture at any depth, folder by folder in ordinal order.</summary>
    /// <param name="files">The dataset's folder.</param>
    /// <returns>The folder below the root, with forward slashes, and the file's name.</returns>
    public static IEnumerable<(string Folder, string Name)> AtAnyDepth(DatasetFiles files) => Below(files, "", 0);

    private static IEnumerable<(string Folder, string Name)> Below(DatasetFiles files, string folder, int depth)
    {
        foreach (var name in files.Files(folder))
        {
            if (IsPicture(name))
            {
                yield return (folder, name);
            }
        }

        foreach (var inner in depth < DeepestFolder ? files.Folders(folder) : [])
        {
            foreach (var picture in Below(files, folder.Length == 0 ? inner : $"{folder}/{inner}", depth + 1))
            {
                yield return picture;
            }
        }
    }
}
