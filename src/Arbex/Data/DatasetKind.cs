namespace Arbex.Data;

/// <summary>A dataset that can be opened by name.</summary>
/// <param name="Name">What <c>--dataset</c> takes, such as <c>rafdb</c>.</param>
/// <param name="Title">What people call it, such as "RAF-DB (basic)".</param>
/// <param name="Expected">What its folder contains; a sentence for help and errors.</param>
/// <param name="Read">Finds the samples below its folder.</param>
public sealed record DatasetKind(
    string Name, string Title, string Expected, Func<DatasetFiles, DatasetReadOptions, DatasetIndex> Read)
{
    /// <summary>
    /// Makes the dataset of an index; by default every id is the path of a picture file. Set where pictures are inside a list.
    /// </summary>
    public Func<string, DatasetIndex, IFaceDataset> Attach { get; init; } = (root, index) => new FolderDataset(root, index);

    /// <summary>
    /// Finds the dataset's folder from what the user named, and what that says of the options; by default it is the folder.
    /// Set where a file may be named.
    /// </summary>
    public Func<string, DatasetReadOptions, (string Root, DatasetReadOptions Options)> Locate { get; init; } =
        (path, options) => (path, options);
}
