using Arbex.Imaging;

namespace Arbex.Data.Readers;

/// <summary>Which files are pictures, and where they lie.</summary>
internal static class PictureFiles
{
    /// <summary>Deeper than any dataset; an end for links that lead in a circle.</summary>
    private const int DeepestFolder = 8;

    /// <summary>Whether a file is a picture by its name. Hidden ones are none: Macs make "._1.jpg".</summary>
    public static bool IsPicture(ReadOnlySpan<char> name) => !name.StartsWith('.') && PictureEndings.IsPicture(name);

    /// <summary>Counts a file that shows a face and cannot be read as a picture: other formats such as HEIC, and clips.</summary>
    /// <param name="problems">Told of it.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="name">Its name.</param>
    /// <returns>False for every other file.</returns>
    public static bool ReportUnreadable(ProblemList problems, string folder, string name)
    {
        var kind = name.StartsWith('.') ? null
            : PictureEndings.IsUnreadablePicture(name) ? "pictures have a format that cannot be read (HEIC, AVIF and the like)"
            : PictureEndings.IsVideo(name) ? "files are clips and no pictures"
            : null;
        if (kind is null)
        {
            return false;
        }

        problems.Add(kind, folder.Length == 0 ? name : $"{folder}/{name}");
        return true;
    }

    /// <summary>Every picture at any depth, folder by folder in ordinal order.</summary>
    /// <param name="files">The dataset's folder.</param>
    /// <param name="problems">Told of pictures that cannot be read and of clips.</param>
    /// <param name="isPicture">Whether a file is a picture by its name; null for <see cref="IsPicture"/>.</param>
    /// <returns>The folder below the root, with forward slashes, and the file's name.</returns>
    public static IEnumerable<(string Folder, string Name)> AtAnyDepth(
        DatasetFiles files, ProblemList problems, Func<string, bool>? isPicture = null) =>
        Below(files, "", 0, problems, isPicture ?? (name => IsPicture(name)));

    private static IEnumerable<(string Folder, string Name)> Below(
        DatasetFiles files, string folder, int depth, ProblemList problems, Func<string, bool> isPicture)
    {
        foreach (var name in files.Files(folder))
        {
            if (isPicture(name))
            {
                yield return (folder, name);
            }
            else
            {
                ReportUnreadable(problems, folder, name);
            }
        }

        foreach (var inner in depth < DeepestFolder ? files.Folders(folder) : [])
        {
            foreach (var picture in Below(files, folder.Length == 0 ? inner : $"{folder}/{inner}", depth + 1, problems, isPicture))
            {
                yield return picture;
            }
        }
    }
}
