using System.Collections.Immutable;

namespace Arbex.Data.Readers;

/// <summary>Aff-Wild2, the expression track: aligned faces of some 546 videos, one label a frame.</summary>
/// <remarks>
/// Kollias and Zafeiriou, arXiv:1811.07770. Layout of the editions in use:
/// <code>
/// annotations/EXPR_Classification_Challenge/Train_Set/VIDEO.txt       and Validation_Set; 8 classes
/// 6th ABAW Annotations/EXPR_Recognition_Challenge/Train_Set/VIDEO.txt the same under the names of another challenge
/// annotations/EXPR_Set/Training_Set/VIDEO.txt                         and Validation_Set; 7 classes, older
/// crops_aligned/crops_aligned/VIDEO/00001.jpg                         or cropped_aligned/VIDEO/00001.jpg
/// cropped_aligned_new_50_vids/VIDEO/00001.jpg                         further videos of later challenges
/// </code>
/// The first line of an annotation names its classes. Videos are the groups. The test set has no published labels.
/// </remarks>
internal static class AffWild2Reader
{
    public static DatasetKind Kind { get; } = new(
        "affwild2",
        "Aff-Wild2, the expression track of ABAW",
        "Expected a folder such as annotations/EXPR_Classification_Challenge with Train_Set and Validation_Set, and folders such as "
        + "crops_aligned or cropped_aligned, one folder a video.",
        Read);

    private static DatasetIndex Read(DatasetFiles files, DatasetReadOptions options)
    {
        if (AffWild2Folders.Annotations(files) is not [var annotations, .. var others])
        {
            throw Missing(files, "no folder of annotations with EXPR in its path and Train_Set or Validation_Set in it");
        }

        var problems = new ProblemList();
        foreach (var other in others)
        {
            problems.Add($"further annotation folders lie beside {annotations}", other);
        }

        var videos = Videos(files, annotations, problems);
        var crops = AffWild2Folders.Frames(files, annotations, videos.ContainsKey);
        if (crops.Length == 0)
        {
            throw Missing(files, "no folder of frames, such as crops_aligned or cropped_aligned");
        }

        LabelSet? classes = null;
        AffWild2Frames? frames = null;
        var odd = new OddLines(problems, "annotations cannot be used");
        foreach (var (video, (split, path)) in videos)
        {
            if (odd.TryRead(() => Annotation(files, path, classes, problems), out var annotation))
            {
                classes ??= annotation!.Classes;
                frames ??= new AffWild2Frames(files, crops, classes.Count, problems);
                frames.Add(split, video, annotation!.Rows);
            }
        }

        odd.Check();
        return classes is not null && frames is { Samples.Count: > 0 }
            ? new DatasetIndex
            {
                Name = $"Aff-Wild2 ({classes.Count} classes)",
                Labels = classes,
                Samples = frames.Samples.Build(),
                Problems = problems.Sentences(),
                LeftOut = LeftOut(frames, crops.SelectMany(files.Folders).Count(folder => !videos.ContainsKey(folder))),
            }
            : throw new DatasetFormatException(
                $"'{files.Root}' has {videos.Count} annotated videos and not one labelled frame. {Kind.Expected} "
                + "Unpack the frames there.");
    }

    private static AffWild2Annotation Annotation(DatasetFiles files, string path, LabelSet? classes, ProblemList problems)
    {
        var annotation = AffWild2Annotation.Read(files, path, problems);
        return classes is null || annotation.Classes.Equals(classes)
            ? annotation
            : throw new DatasetFormatException(
                $"'{files.FullPath(path)}' has the classes {annotation.Classes}; the annotations before it have "
                + $"{classes}. Expected the same in every file. Keep the files of one edition only.");
    }

    private static DatasetFormatException Missing(DatasetFiles files, string what) => new(
        $"'{files.Root}' has {what}. {Kind.Expected} Unpack the archives there or correct the path.");

    /// <summary>The annotated videos, those for training first, in ordinal order.</summary>
    private static OrderedDictionary<string, (DataSplit Split, string Path)> Videos(
        DatasetFiles files, string annotations, ProblemList problems)
    {
        var videos = new OrderedDictionary<string, (DataSplit, string Path)>(StringComparer.Ordinal);
        foreach (var part in SplitFolders.In(files, annotations).GroupBy(pair => pair.Split).Where(part => part.Key != DataSplit.Test))
        {
            var (split, present) = (part.Key, part.Select(pair => pair.Path).ToArray());
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
