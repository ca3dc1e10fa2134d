using System.Collections.Immutable;
using Arbex.Imaging;

namespace Arbex.Data;

/// <summary>Pictures sorted into one folder a class: <c>root/split/class/*</c>, or <c>root/class/*</c>.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Splits are the folders train; valid, val or validation; test. Without any of them every picture is for
/// training.</item>
/// <item>Classes are the folder names in ordinal order, so "10" comes before "2". A <c>classes.txt</c> in the root,
/// one folder name a line, decides otherwise; folders that it does not list are left out and reported.</item>
/// <item>Groups come from a <c>groups.csv</c> in the root, one <c>relative path,group</c> a line, such as
/// <c>train/happy/0001.png,video17</c>; without it every picture is its own group.</item>
/// <item>Pictures are the .jpg, .jpeg, .png, .bmp, .gif and .webp files directly in a class folder, in any case;
/// whatever else lies there is reported and left out.</item>
/// </list>
/// Common use: the layout that torchvision's ImageFolder made usual.
/// </remarks>
public sealed class ImageFolderDataset : IFaceDataset
{
    private readonly string _root;

    private ImageFolderDataset(string root, LabelSet labels, FaceSample[] samples, ImmutableArray<string> problems)
    {
        _root = root;
        Name = $"ImageFolder ({Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)))})";
        Labels = labels;
        Samples = [.. samples];
        Problems = problems;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public LabelSet Labels { get; }

    /// <inheritdoc/>
    public SampleIndex Samples { get; }

    /// <summary>What was found to be odd and left out, a sentence with a count each; empty if nothing.</summary>
    public ImmutableArray<string> Problems { get; }

    /// <summary>Opens a folder without decoding a picture.</summary>
    /// <param name="root">The folder that contains the split folders or the class folders.</param>
    /// <exception cref="DatasetFormatException">No such folder, fewer than two classes, a class without a picture, two
    /// folders for one split, or a malformed <c>classes.txt</c> or <c>groups.csv</c>.</exception>
    public static ImageFolderDataset Open(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        if (!Directory.Exists(root))
        {
            throw new DatasetFormatException(
                $"The folder '{root}' does not exist. Expected one folder a class in it, or train, valid and test "
                + "folders with one folder a class each. Correct the path.");
        }

        var scan = new ImageFolderScan(root);
        var labels = ImageFolderClasses.Resolve(root, scan);
        var samples = scan.Pictures(labels);
        var groups = ImageFolderGroups.Read(root, [.. samples.Select(sample => sample.Id)]);
        samples = [.. samples.Select(sample => sample with { Group = groups.GroupOf(sample.Id) })];
        return new(root, labels, samples, [.. scan.Problems, .. groups.Problems]);
    }

    /// <inheritdoc/>
    public string PathOf(int index) => Path.Combine(_root, Samples.IdOf(index));

    /// <inheritdoc/>
    public ImageBuffer LoadImage(int index) => ImageDecoder.Decode(PathOf(index));
}
