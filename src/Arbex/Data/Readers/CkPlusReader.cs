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
        ["cohn-kanade-images", "extended-cohn-kanade-images/cohn-kanade-images", "CK+/cohn-kanade-images"];

    private static readonly string[] EmotionFolders = ["Emotion", "Emotion_labels/Emotion", "CK+/Emotion"];

    public static DatasetKind Kind { get; } = new(
        "ckplus", "CK+, the original sequences", "Expected a folder with cohn-kanade-images and Emotion.", Read);

    private static DatasetIndex Read(DatasetFiles files, DatasetReadOptions options)
    {
        var images = ImageFolders.FirstOrDefault(files.HasFolder);
        var emotions = EmotionFolders.FirstOrDefault(files.HasFolder);
        if (images is null || emotions is null)
        {
            throw new DatasetFormatException(
                $"'{files.Root}' has no {(images is null ? "cohn-kanade-images" : "Emotion")}. {Kind.Expected} Pass the folder that "
                + "contains both.");
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
    private sealed class CkPlusSequences(DatasetFiles files, string emotions, LabelSet labels)
    {
        private readonly ImmutableArray<float>[] _oneHot = FaceSample.OneHots(labels.Count);

        public SampleIndexBuilder Samples { get; } = new();

        public ProblemList Problems { get; } = new();

        public int Unlabelled { get; private set; }

        public int NeutralSequences { get; private set; }

        public void Add(string folder, string emotionFolder, string subject)
        {
            var labelFiles = files.Files(emotionFolder)
                .Where(name => name.EndsWith("_emotion.txt", StringComparison.OrdinalIgnoreCase) && !name.StartsWith('.')).ToArray();
            if (labelFiles.Length == 0)
            {
                Unlabelled++;
                return;
            }

            var code = Code($"{emotionFolder}/{labelFiles[0]}");
            if (labelFiles.Skip(1).Select(name => Code($"{emotionFolder}/{name}")).Any(other => other != code))
            {
                throw new DatasetFormatException(
                    $"'{files.FullPath(emotionFolder)}' has {labelFiles.Length} emotion files that differ. Expected one. Unpack "
                    + $"{emotions} again.");
            }

            var frames = Frames(folder);
            if (frames.Length == 0)
            {
                Problems.Add("labelled sequences have no frames", folder);
                return;
            }

            AddFrames(frames, code, subject);
        }

        private void AddFrames(string[] frames, int code, string subject)
        {
            var hasNeutral = labels.Count == KnownLabelSets.CkPlus8.Count;
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
            foreach (var name in files.Files(folder).Where(name => !name.StartsWith('.')))
            {
                var stem = Path.GetFileNameWithoutExtension(name);
                if (Path.GetExtension(name).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg" && int.TryParse(
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
            var text = string.Join(' ', files.Lines(path)).Trim();
            return WholeNumber.TryParse(text, out var code) && code >= 0 && code < KnownLabelSets.CkPlus8.Count
                ? code
                : throw new DatasetFormatException(
                    $"'{files.FullPath(path)}' says '{text}'. Expected one number from 0 to {KnownLabelSets.CkPlus8.Count - 1}, such as "
                    + "3.0000000e+00. Unpack the file again.");
        }
    }
}
