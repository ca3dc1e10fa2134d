using Arbex.Data;
using Arbex.Data.Labels;

namespace Arbex.Tests.Data.Readers;

public sealed class CkPlusReaderTests : IDisposable
{
    private readonly ReaderFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_last_three_frames_of_labelled_sequences_are_samples_of_their_subject()
    {
        Sequence("S005", "001", "   3.0000000e+00\n", 1, 2, 9, 10, 11);
        Sequence("S005", "002", null, 1, 2, 3, 4);
        Sequence("S010", "001", "7.0000000e+00", 1, 2);
        Sequence("S011", "001", "1.0000000e+00");
        _folder.Text("cohn-kanade-images/S005/001/.DS_Store", "");
        _folder.Text("cohn-kanade-images/.DS_Store", "");

        var (dataset, index) = _folder.Open("ckplus");

        Assert.Equal("CK+ (last 3 frames)", dataset.Name);
        Assert.Equal(KnownLabelSets.CkPlus7, dataset.Labels);
        Assert.Equal(
            [
                "cohn-kanade-images/S005/001/S005_001_00000009.png", "cohn-kanade-images/S005/001/S005_001_00000010.png",
                "cohn-kanade-images/S005/001/S005_001_00000011.png", "cohn-kanade-images/S010/001/S010_001_00000001.png",
                "cohn-kanade-images/S010/001/S010_001_00000002.png",
            ],
            dataset.Samples.Select(sample => sample.Id));
        Assert.Equal(
            ["disgust", "disgust", "disgust", "surprise", "surprise"], dataset.Samples.Select(sample => dataset.Labels[sample.Label]));
        Assert.Equal(["S005", "S005", "S005", "S010", "S010"], dataset.Samples.Select(sample => sample.Group));
        Assert.All(dataset.Samples, sample => Assert.Equal(DataSplit.Train, sample.Split));
        Assert.Equal(11, dataset.LoadImage(2).Pixels[0]);
        Assert.Equal(1, index.LeftOut["sequences without a label"]);
        Assert.Equal(
            ["1 labelled sequences have no frames and were left out, such as cohn-kanade-images/S011/001."], index.Problems);
    }

    [Fact]
    public void First_frames_are_neutral_if_asked_for_and_never_also_a_peak()
    {
        Sequence("S005", "001", "3.0000000e+00", 1, 2, 3, 4);
        Sequence("S006", "001", "1.0000000e+00", 1, 2, 3);

        var (dataset, _) = _folder.Open("ckplus", new() { NeutralFirstFrames = true });

        Assert.Equal("CK+ (last 3 frames, first as neutral)", dataset.Name);
        Assert.Equal(KnownLabelSets.CkPlus8, dataset.Labels);
        Assert.Equal(
            ["neutral", "disgust", "disgust", "disgust", "anger", "anger", "anger"],
            dataset.Samples.Select(sample => dataset.Labels[sample.Label]));
        Assert.EndsWith("_00000001.png", dataset.Samples.IdOf(0), StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_are_ordered_by_number()
    {
        foreach (var name in new[] { "S1_1_9.png", "S1_1_10.png", "S1_1_11.png", "S1_1_100.png" })
        {
            _folder.Picture($"cohn-kanade-images/S1/1/{name}");
        }

        _folder.Text("Emotion/S1/1/S1_1_100_emotion.txt", "5");
        Assert.Equal(
            ["S1_1_10.png", "S1_1_11.png", "S1_1_100.png"],
            _folder.Open("ckplus").Dataset.Samples.Select(sample => Path.GetFileName(sample.Id)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("8.0")]
    [InlineData("-1")]
    [InlineData("2.5")]
    [InlineData("happy")]
    public void An_emotion_that_is_no_code_is_refused(string text)
    {
        Sequence("S005", "001", text, 1, 2, 3);
        Assert.Contains($"says '{text}'", _folder.Refused("ckplus"), StringComparison.Ordinal);
    }

    [Fact]
    public void Single_sequences_with_an_odd_emotion_are_counted_and_folders_may_be_doubled()
    {
        foreach (var (sequence, emotion) in new[] { ("001", "3"), ("002", "happy"), ("003", "1") })
        {
            for (var frame = 1; frame <= 3; frame++)
            {
                _folder.Picture($"Cohn-Kanade-Images/S1/{sequence}/S1_{sequence}_{frame}.png");
            }

            _folder.Text($"Emotion_labels/Emotion/S1/{sequence}/S1_{sequence}_3_emotion.txt", emotion);
        }

        var (dataset, index) = _folder.Open("ckplus");

        Assert.Equal(6, dataset.Samples.Count);
        dataset.LoadImage(5);
        Assert.Contains("says 'happy'", Assert.Single(index.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Emotion_files_that_disagree_and_missing_folders_are_refused()
    {
        Assert.Contains("no cohn-kanade-images", _folder.Refused("ckplus"), StringComparison.Ordinal);
        Sequence("S005", "001", "3", 1, 2, 3);
        _folder.Text("Emotion/S005/001/S005_001_00000001_emotion.txt", "4");
        Assert.Contains("differ", _folder.Refused("ckplus"), StringComparison.Ordinal);
    }

    private void Sequence(string subject, string sequence, string? emotion, params int[] frames)
    {
        _folder.Folder($"cohn-kanade-images/{subject}/{sequence}");
        _folder.Folder($"Emotion/{subject}/{sequence}");
        foreach (var frame in frames)
        {
            _folder.Picture($"cohn-kanade-images/{subject}/{sequence}/{subject}_{sequence}_{frame:d8}.png", (byte)frame);
        }

        if (emotion is not null)
        {
            _folder.Text($"Emotion/{subject}/{sequence}/{subject}_{sequence}_{frames.LastOrDefault():d8}_emotion.txt", emotion);
        }
    }
}
