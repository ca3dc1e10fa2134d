using System.Collections.Immutable;

namespace Arbex.Data.Readers;

/// <summary>Aff-Wild2, the expression track: aligned faces of some 546 videos, one label a frame.</summary>
/// <remarks>
/// Kollias and Zafeiriou, arXiv:1811.07770. Layout of the editions in use:
/// <code>
/// annotations/EXPR_Classification_Challenge/Train_Set/VIDEO.txt       and Validation_Set; 8 classes
/// annotations/EXPR_Set/Training_Set/VIDEO.txt                         and Validation_Set; 7 classes, older
/// crops_aligned/crops_aligned/VIDEO/00001.jpg                         or cropped_aligned/VIDEO/00001.jpg
/// </code>
/// The first line of an annotation names its classes. Videos are the groups. The test set has no published labels.
/// </remarks>
internal static class AffWild2Reader
{
    private static readonly string[] AnnotationFolders =
    [
        "annotations/EXPR_Classification_Challenge", "EXPR_Classification_Challenge",
        "annotations/EXPR_Set", "EXPR_Set",
    ];

    private static readonly string[] FrameFolders =
        ["crops_aligned/crops_aligned", "crops_aligned", "cropped_aligned/cropped_aligned", "cropped_aligned"];

    private static readonly (DataSplit Split, string[] Names)[] Splits =
        [(DataSplit.Train, ["Train_Set", "Training_Set"]), (DataSplit.Valid, ["Validation_Set"])];

    public static DatasetKind Kind { get; } = new(
        "affwild2",
        "Aff-Wild2, the expression track of ABAW",
        $"Expected a folder with {AnnotationFolders[0]} (or {AnnotationFolders[2]}) and with crops_aligned or "
        + "cropped_aligned, one folder a video.",
        Read);

    private static DatasetIndex Read(DatasetFiles files, DatasetReadOptions options)
    {
        var annotations = First(files, AnnotationFolders);
        var crops = First(files, FrameFolders);
        var problems = new ProblemList();
        foreach (var other in AnnotationFolders.Where(folder => folder != annotations && files.HasFolder(folder)))
        {
            problems.Add($"further annotation folders lie beside {annotations}", other);
        }

        var videos = Videos(files, annotations, problems);
        LabelSet? classes = null;
        AffWild2Frames? frames = null;
        foreach (var (video, (split, path)) in videos)
        {
            var annotation = AffWild2Annotation.Read(files, path);
            classes ??= annotation.Classes;
            frames ??= new AffWild2Frames(files, crops, classes.Count, problems);
            frames.Add(split, video, annotation.Classes.Equals(classes)
                ? annotation.Rows
                : throw new DatasetFormatException(
                    $"'{files.FullPath(path)}' has the classes {annotation.Classes}; the annotations before it have "
                    + $"{classes}. Expected the same in every file. Keep the files of one edition only."));
        }

        return classes is not null && frames is { Samples.Count: > 0 }
            ? new DatasetIndex
            {
                Name = $"Aff-Wild2 ({classes.Count} classes)",
                Labels = classes,
                Samples = frames.Samples.Build(),
                Problems = problems.Sentences(),
                LeftOut = LeftOut(frames, files.Folders(crops).Count(folder => !videos.ContainsKey(folder))),
            }
            : throw new DatasetFormatException(
                $"'{files.Root}' has {videos.Count} annotated videos and not one labelled frame. {Kind.Expected} "
                + "Unpack the frames there.");
    }

    private static string First(DatasetFiles files, string[] folders) =>
        Array.Find(folders, files.HasFolder)
        ?? throw new DatasetFormatException(
            $"'{files.Root}' has none of the folders {string.Join(", ", folders)}. {Kind.Expected} Unpack the archives "
            + "there or correct the path.");

    /// <summary>The annotated videos, those for training first, in ordinal order.</summary>
    private static OrderedDictionary<string, (DataSplit Split, string Path)> Videos(
        DatasetFiles files, string annotations, ProblemList problems)
    {
        var videos = new OrderedDictionary<string, (DataSplit, string Path)>(StringComparer.Ordinal);
        foreach (var (split, names) in Splits)
        {
            var present = names.Select(name => $"{annotations}/{name}").Where(files.HasFolder).ToArray();
            if (present.Length > 1)
            {
                throw new DatasetFormatException(
                    $"'{files.Root}' has {string.Join(" and ", present)}, which both mean the {split} split. Expected "
                    + "one of them. Remove the older one.");
            }

            foreach (var (folder, file) in present
                .SelectMany(folder => files.Files(folder).Select(file => (folder, file))))
            {
                if (file.StartsWith('.'))
                {
                    continue;
                }

                var path = $"{folder}/{file}";
                if (!Path.GetExtension(file).Equals(".txt", StringComparison.OrdinalIgnoreCase))
                {
                    problems.Add("files among the annotations are no .txt files", path);
                }
                else if (!videos.TryAdd(Path.GetFileNameWithoutExtension(file), (split, path)))
                {
                    throw new DatasetFormatException(
                        $"The video of '{files.FullPath(path)}' is also annotated in "
                        + $"'{videos[Path.GetFileNameWithoutExtension(file)].Path}'. Expected every video once, for "
                        + "training or for validation. Remove one of the files.");
                }
            }
        }

        return videos;
    }

    private static ImmutableSortedDictionary<string, int> LeftOut(AffWild2Frames frames, int videosWithoutAnnotation) =>
        new Dictionary<string, int>
        {
            [AffWild2Frames.Unlabelled] = frames.UnlabelledRows,
            [AffWild2Frames.Unseen] = frames.UnseenRows,
            ["videos without an annotation"] = videosWithoutAnnotation,
        }.Where(pair => pair.Value > 0).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
