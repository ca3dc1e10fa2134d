using System.Collections.Immutable;
using System.Globalization;
using Arbex.Data.Labels;

namespace Arbex.Data.Readers;

/// <summary>CK+: 593 sequences of 123 subjects from neutral to the peak; 327 of them have an emotion.</summary>
/// <remarks>
/// Lucey et al., CVPR Workshops 2010.
/// <code>
/// cohn-kanade-images/S005/001/S005_001_00000011.png
/// Emotion/S005/001/S005_001_00000011_emotion.txt        one number such as 3.0000000e+00
/// </code>
/// The last three frames of a labelled sequence are its samples (981 in all); with
/// <see cref="DatasetReadOptions.NeutralFirstFrames"/> the first frame is one of the class neutral. Codes 0 to 7 are neutral,
/// anger, contempt, disgust, fear, happiness, sadness, surprise. The group is the subject. There is no official split, so all
/// samples are for training; the usual protocol is <c>kfold:10:FOLD</c>.
/// </remarks>
internal static class CkPlusReader
{
    private const int PeakFrames = 3;
    private const int Neutral = 0;

    private static readonly string[] ImageFolders =
    [
        "cohn-kanade-images/cohn-kanade-images", "cohn-kanade-images", "extended-cohn-kanade-images/cohn-kanade-images",
        "CK+/cohn-kanade-images",
    ];

    private static readonly string[] EmotionFolders = ["Emotion_labels/Emotion", "Emotion/Emotion", "Emotion", "CK+/Emotion", "Emotion_labels"];

    public static DatasetKind Kind { get; } = new(
        "ckplus", "CK+, the original sequences", "Expected a folder with cohn-kanade-images and Emotion.", Read);

    private static DatasetIndex Read(DatasetFiles files, DatasetReadOptions options)
    {
        var images = ImageFolders.Select(files.FindFolder).OfType<string>().FirstOrDefault();
        var emotions = EmotionFolders.Select(files.FindFolder).OfType<string>().FirstOrDefault();
        if (images is null || emotions is null)
        {
            throw new DatasetFormatException(
                $"'{files.Root}' has no {(images is null ? "cohn-kanade-images" : "Emotion")}. {Kind.Expected} Pass the folder that "
                + "contains both.")
            {
                IsLayoutMissing = images is null && emotions is null,
            };
        }

        var labels = options.NeutralFirstFrames ? KnownLabelSets.CkPlus8 : KnownLabelSets.CkPlus7;
        var sequences = new CkPlusSequences(files, emotions, labels);
        foreach (var subject in files.Folders(images))
        {
            foreach (var sequence in files.Folders($"{images}/{subject}"))
            {
                sequences.Add($"{images}/{subject}/{sequence}", $"{emotions}/{subject}/{sequence}", subject);
            }
        }

        sequences.Check();
        return new DatasetIndex
        {
            Name = options.NeutralFirstFrames ? "CK+ (last 3 frames, first as neutral)" : "CK+ (last 3 frames)",
            Labels = labels,
            Samples = sequences.Samples.Count > 0 ? sequences.Samples.Build() : throw new DatasetFormatException(
                $"'{files.Root}' has no labelled sequence with pictures ({sequences.Unlabelled} without a label). {Kind.Expected} "
                + "Unpack both archives there."),
            Problems = sequences.Problems.Sentences(),
            LeftOut = DatasetIndex.Counts(
                ("sequences without a label", sequences.Unlabelled), ("sequences labelled neutral", sequences.NeutralSequences)),
        };
    }

    /// <summary>Joins sequences and their emotions.</summary>
    private sealed class CkPlusSequences
    {
        private readonly DatasetFiles _files;
        private readonly string _emotions;
        private readonly LabelSet _labels;
        private readonly OddLines _odd;
        private readonly ImmutableArray<float>[] _oneHot;

        public CkPlusSequences(DatasetFiles files, string emotions, LabelSet labels)
        {
            (_files, _emotions, _labels) = (files, emotions, labels);
            _oneHot = FaceSample.OneHots(labels.Count);
            _odd = new OddLines(Problems, "sequences have an emotion that is not understood");
        }

        public SampleIndexBuilder Samples { get; } = new();

        public ProblemList Problems { get; } = new();

        public int Unlabelled { get; private set; }

        public int NeutralSequences { get; private set; }

        /// <summary>Ends the dataset.</summary>
        /// <exception cref="DatasetFormatException">At least half of the emotions are not understood.</exception>
        public void Check() => _odd.Check();

        public void Add(string folder, string emotionFolder, string subject)
        {
            var labelFiles = _files.Files(emotionFolder)
                .Where(name => name.EndsWith("_emotion.txt", StringComparison.OrdinalIgnoreCase) && !name.StartsWith('.')).ToArray();
            if (labelFiles.Length == 0)
            {
                Unlabelled++;
                return;
            }

            if (!_odd.TryRead(() => Agreed(emotionFolder, labelFiles), out var code))
            {
                return;
            }

            var frames = Frames(folder);
            if (frames.Length == 0)
            {
                Problems.Add("labelled sequences have no frames", folder);
                return;
            }

            AddFrames(frames, code, subject);
        }

        private int Agreed(string emotionFolder, string[] labelFiles)
        {
            var code = Code($"{emotionFolder}/{labelFiles[0]}");
            return labelFiles.Skip(1).All(name => Code($"{emotionFolder}/{name}") == code)
                ? code
                : throw new DatasetFormatException(
                    $"'{_files.FullPath(emotionFolder)}' has {labelFiles.Length} emotion files that differ. Expected one. Unpack "
                    + $"{_emotions} again.");
        }

        private void AddFrames(string[] frames, int code, string subject)
        {
            var hasNeutral = _labels.Count == KnownLabelSets.CkPlus8.Count;
            if (hasNeutral && frames.Length > PeakFrames)
            {
                Samples.Add(frames[0], DataSplit.Train, _oneHot[Neutral], subject);
            }

            if (code == Neutral && !hasNeutral)
            {
                NeutralSequences++;
                return;
            }

            foreach (var frame in frames.TakeLast(PeakFrames))
            {
                Samples.Add(frame, DataSplit.Train, _oneHot[hasNeutral ? code : code - 1], subject);
            }
        }

        /// <summary>The frames by their number, not by their name: numbers of other widths occur.</summary>
        private string[] Frames(string folder)
        {
            var frames = new List<(int Number, string Path)>();
            foreach (var name in _files.Files(folder).Where(name => !name.StartsWith('.')))
            {
                var stem = Path.GetFileNameWithoutExtension(name);
                if (PictureFiles.IsPicture(name) && int.TryParse(
                    stem.AsSpan(stem.LastIndexOf('_') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    frames.Add((number, $"{folder}/{name}"));
                }
                else
                {
                    Problems.Add("files among the frames are no frames", $"{folder}/{name}");
                }
            }

            return [.. frames.OrderBy(frame => frame.Number).Select(frame => frame.Path)];
        }

        private int Code(string path)
        {
            var text = string.Join(' ', _files.Lines(path)).Trim();
            return WholeNumber.TryParse(text, out var code) && code >= 0 && code < KnownLabelSets.CkPlus8.Count
                ? code
                : throw new DatasetFormatException(
                    $"'{_files.FullPath(path)}' says '{text}'. Expected one number from 0 to {KnownLabelSets.CkPlus8.Count - 1}, such as "
                    + "3.0000000e+00. Unpack the file again.");
        }
    }
}
