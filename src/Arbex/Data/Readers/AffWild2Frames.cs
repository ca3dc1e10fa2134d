using System.Collections.Immutable;
using System.Globalization;

namespace Arbex.Data.Readers;

/// <summary>
/// Joins annotated videos of Aff-Wild2 with their frames on disk: by the number in the file's name, never by position,
/// since frames without a detected face have no picture. Holds the names of one video at a time.
/// </summary>
internal sealed class AffWild2Frames
{
    /// <summary>Rows that the annotators left open.</summary>
    public const string Unlabelled = "frames without a label (-1)";

    /// <summary>Labelled rows where no face was found in the frame.</summary>
    public const string Unseen = "labelled frames without a picture";

    private readonly DatasetFiles _files;
    private readonly string[] _folders;
    private readonly ProblemList _problems;
    private readonly ImmutableArray<float>[] _oneHot;

    /// <summary>Begins a dataset.</summary>
    /// <param name="files">The dataset's folder.</param>
    /// <param name="folders">The folders below it with one folder a video; of a video that lies in several, the first counts.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="problems">Told of what is odd.</param>
    public AffWild2Frames(DatasetFiles files, string[] folders, int classes, ProblemList problems)
    {
        (_files, _folders, _problems) = (files, folders, problems);
        _oneHot = FaceSample.OneHots(classes);
    }

    /// <summary>The samples so far; their groups are the videos.</summary>
    public SampleIndexBuilder Samples { get; } = new();

    /// <summary>Number of <see cref="Unlabelled"/> rows so far.</summary>
    public int UnlabelledRows { get; private set; }

    /// <summary>Number of <see cref="Unseen"/> rows so far.</summary>
    public int UnseenRows { get; private set; }

    /// <summary>Adds a video.</summary>
    /// <param name="split">The part.</param>
    /// <param name="video">Name of its annotation and its folder, <c>_left</c> or <c>_right</c> included.</param>
    /// <param name="rows">The label of each frame.</param>
    public void Add(DataSplit split, string video, IReadOnlyList<sbyte> rows)
    {
        string[] present = [.. _folders.Select(folder => $"{folder}/{video}").Where(_files.HasFolder)];
        if (present.Length == 0)
        {
            _problems.Add($"annotated videos have no folder of frames in {string.Join(", ", _folders)}", video);
        }

        foreach (var again in present.Skip(1))
        {
            _problems.Add("folders of frames are of a video that another folder has", again);
        }

        var folder = present.FirstOrDefault() ?? $"{_folders[0]}/{video}";

        var seen = new bool[rows.Count];
        foreach (var name in _files.Files(folder))
        {
            if (name.StartsWith('.'))
            {
                continue; // .DS_Store, or "._00001.jpg" of an archive made on a Mac
            }

            if (NumberOf(name) is not { } number)
            {
                _problems.Add("files among the frames are not named as frames", $"{folder}/{name}");
            }
            else if (number < 1 || number > rows.Count)
            {
                _problems.Add("frames have no row in their video's annotation", $"{folder}/{name}");
            }
            else if (seen[number - 1])
            {
                _problems.Add("frames have the number of another one", $"{folder}/{name}");
            }
            else
            {
                seen[number - 1] = true;
                if (rows[number - 1] is var code && code != AffWild2Annotation.None)
                {
                    Samples.Add(folder, name, split, _oneHot[code], video);
                }
            }
        }

        for (var row = 0; row < seen.Length; row++)
        {
            UnlabelledRows += rows[row] == AffWild2Annotation.None ? 1 : 0;
            UnseenRows += rows[row] != AffWild2Annotation.None && !seen[row] ? 1 : 0;
        }
    }

    private static int? NumberOf(string name) =>
        PictureFiles.IsPicture(name)
        && int.TryParse(
            Path.GetFileNameWithoutExtension(name.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture,
            out var number)
            ? number
            : null;
}
