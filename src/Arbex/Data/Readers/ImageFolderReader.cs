using Arbex.Imaging;

namespace Arbex.Data.Readers;

/// <summary>Pictures sorted into one folder a class: <c>root/split/class/*</c>, or <c>root/class/*</c>.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Splits are the folders train; valid, val or validation; test; also with "_set" behind them and in any case. Without any of them every picture is for
/// training.</item>
/// <item>Classes are the folder names in ordinal order, so "10" comes before "2". A <c>classes.txt</c> in the root,
/// one folder name a line, decides otherwise; folders that it does not list are left out and reported.</item>
/// <item>Groups come from a <c>groups.csv</c> in the root, one <c>relative path,group</c> a line, such as
/// <c>train/happy/0001.png,video17</c>; without it every picture is its own group.</item>
/// <item>Pictures are the files directly in a class folder with an extension of <see cref="PictureEndings.Pictures"/>,
/// in any case; whatever else lies there is reported and left out.</item>
/// </list>
/// Common use: the layout that torchvision's ImageFolder made usual.
/// </remarks>
internal static class ImageFolderReader
{
    public static DatasetKind Kind { get; } = new(
        "imagefolder",
        "Folders of pictures, one a class",
        "Expected one folder a class in it, or train, valid and test folders with one folder a class each.",
        Read);

    private static DatasetIndex Read(DatasetFiles files, DatasetReadOptions options)
    {
        var scan = new ImageFolderScan(files);
        var labels = ImageFolderClasses.Resolve(files, scan);
        var groups = ImageFolderGroups.Read(files);
        var samples = scan.Pictures(labels, groups);
        return new DatasetIndex
        {
            Name = $"ImageFolder ({Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(files.Root)))})",
            Labels = labels,
            Samples = samples,
            Problems = [.. scan.Problems, .. groups.Problems()],
            Remarks = [.. NumberedClasses.Remarks(labels)],
        };
    }
}
