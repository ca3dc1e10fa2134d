using Arbex.Data;
using CsCheck;

namespace Arbex.Tests.Data.Readers;

public sealed class AffWild2ReaderTests : IDisposable
{
    private const string Eight = "Neutral,Anger,Disgust,Fear,Happiness,Sadness,Surprise,Other";
    private const string Seven = "Neutral,Anger,Disgust,Fear,Happiness,Sadness,Surprise";
    private const string Train = "annotations/EXPR_Classification_Challenge/Train_Set";
    private const string Valid = "annotations/EXPR_Classification_Challenge/Validation_Set";
    private const string Frames = "crops_aligned/crops_aligned";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Frames_meet_labels_by_number_and_each_trap_is_counted()
    {
        // Row 2 is open, row 5 has no picture; 0 and 6 have no row; 3 comes twice; stray files of several kinds.
        Annotate(Train, "14-30-1920x1080", Eight, 0, -1, 4, 7, 1);
        foreach (var (name, red) in new[]
        {
            ("00000", 10), ("00001", 11), ("00002", 12), ("00003", 13), ("00004", 14), ("00006", 16), ("3", 33),
        })
        {
            _folder.Picture($"{Frames}/14-30-1920x1080/{name}.jpg", (byte)red);
        }

        _folder.Text($"{Frames}/14-30-1920x1080/.DS_Store", "");
        _folder.Text($"{Frames}/14-30-1920x1080/._00001.jpg", "");
        _folder.Text($"{Frames}/14-30-1920x1080/Thumbs.db", "");
        Annotate(Train, "video5_left", Eight, 6, 6);
        Annotate(Train, "video5_right", Eight, 2, 2);
        _folder.Picture($"{Frames}/video5_left/00002.jpg");
        _folder.Picture($"{Frames}/video5_right/00001.jpg");
        _folder.Text($"{Train}/.DS_Store", "");
        _folder.Text($"{Train}/list.csv", "");
        Annotate(Valid, "9-15-1920x1080", Eight, 5);
        _folder.Picture($"{Frames}/9-15-1920x1080/00001.jpg");
        Annotate(Valid, "gone", Eight, 3, -1);
        _folder.Picture($"{Frames}/of-the-test-set/00001.jpg");
        _folder.Folder($"{Frames}/.cache");
        _folder.Text($"{Frames}/.DS_Store", "");

        var index = _folder.Read("affwild2");

        Assert.Equal("Aff-Wild2 (8 classes)", index.Name);
        Assert.Equal(
            new LabelSet("neutral", "anger", "disgust", "fear", "happiness", "sadness", "surprise", "other"),
            index.Labels);
        Assert.Equal(
            [
                ($"{Frames}/14-30-1920x1080/00001.jpg", DataSplit.Train, 0, "14-30-1920x1080"),
                ($"{Frames}/14-30-1920x1080/00003.jpg", DataSplit.Train, 4, "14-30-1920x1080"),
                ($"{Frames}/14-30-1920x1080/00004.jpg", DataSplit.Train, 7, "14-30-1920x1080"),
                ($"{Frames}/video5_left/00002.jpg", DataSplit.Train, 6, "video5_left"),
                ($"{Frames}/video5_right/00001.jpg", DataSplit.Train, 2, "video5_right"),
                ($"{Frames}/9-15-1920x1080/00001.jpg", DataSplit.Valid, 5, "9-15-1920x1080"),
            ],
            index.Samples.Select(sample => (sample.Id, sample.Split, sample.Label, sample.Group)));
        Assert.Equal([11, 13, 14], Enumerable.Range(0, 3).Select(i => _folder.RedOf(index, i)));
        Assert.Equal(
            [
                ("frames without a label (-1)", 2), ("labelled frames without a picture", 4),
                ("videos without an annotation", 1),
            ],
            index.LeftOut.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(
            [
                $"1 files among the annotations are no .txt files and were left out, such as {Train}/list.csv.",
                "2 frames have no row in their video's annotation and were left out, such as "
                    + $"{Frames}/14-30-1920x1080/00000.jpg.",
                $"1 frames have the number of another one and were left out, such as {Frames}/14-30-1920x1080/3.jpg.",
                "1 files among the frames are not named as frames and were left out, such as "
                    + $"{Frames}/14-30-1920x1080/Thumbs.db.",
                $"1 annotated videos have no folder of frames in {Frames} and were left out, such as gone.",
            ],
            index.Problems);
    }

    [Theory]
    [InlineData("annotations/EXPR_Set", "Training_Set", "cropped_aligned")]
    [InlineData("annotations/EXPR_Set", "Train_Set", "crops_aligned")]
    [InlineData("EXPR_Set", "Training_Set", "cropped_aligned/cropped_aligned")]
    [InlineData("EXPR_Classification_Challenge", "Train_Set", "crops_aligned/crops_aligned")]
    [InlineData("annotations/EXPR_Classification_Challenge", "Training_Set", "cropped_aligned")]
    public void Every_edition_is_found_and_its_header_names_the_classes(string annotations, string train, string frames)
    {
        _folder.Text($"{annotations}/{train}/a.txt", $"{Seven}\n6\n0\n");
        _folder.Text($"{annotations}/Validation_Set/b.txt", $"{Seven}\n1");
        _folder.Picture($"{frames}/a/00001.jpg");
        _folder.Picture($"{frames}/b/00001.jpg");

        var index = _folder.Read("affwild2");

        Assert.Equal("Aff-Wild2 (7 classes)", index.Name);
        Assert.Equal(-1, index.Labels.IndexOf("other"));
        Assert.Equal(
            [(DataSplit.Train, "surprise"), (DataSplit.Valid, "anger")],
            index.Samples.Select(sample => (sample.Split, index.Labels[sample.Label])));
        Assert.Empty(index.Problems);
    }

    [Theory]
    [InlineData("annotations/EXPR_Recognition_Challenge")]
    [InlineData("6th ABAW Annotations/EXPR_Recognition_Challenge")]
    [InlineData("5th_ABAW_Annotations/5th ABAW Annotations/EXPR_Classification_Challenge")]
    [InlineData("Third ABAW Annotations/EXPR_Classification_Challenge")]
    [InlineData("Annotations/expr_set")]
    [InlineData("labels/EXPR/v8")]
    public void Annotations_of_every_challenge_are_found_by_what_they_hold(string annotations)
    {
        _folder.Text($"{annotations}/Train_Set/a.txt", $"{Eight}\n6\n");
        _folder.Text($"{annotations}/Validation_Set/b.txt", $"{Eight}\n1");
        _folder.Picture("cropped_aligned/a/00001.jpg");
        _folder.Picture("cropped_aligned_new_50_vids/b/00001.jpg");
        _folder.Folder("6th ABAW Annotations/VA_Estimation_Challenge/Train_Set");

        var index = _folder.Read("affwild2");

        Assert.Equal(
            [("cropped_aligned/a/00001.jpg", DataSplit.Train), ("cropped_aligned_new_50_vids/b/00001.jpg", DataSplit.Valid)],
            index.Samples.Select(sample => (sample.Id, sample.Split)));
        Assert.Empty(index.Problems);
    }

    [Fact]
    public void Frames_may_lie_in_several_batches_and_a_video_counts_once()
    {
        Annotate(Train, "a", Eight, 1);
        Annotate(Train, "b", Eight, 2);
        _folder.Picture("cropped_aligned_images/batch1/a/00001.jpg");
        _folder.Picture("cropped_aligned_images/batch2/b/00001.jpg");
        _folder.Picture("cropped/a/00001.jpg");

        var index = _folder.Read("affwild2");

        Assert.Equal(
            ["cropped_aligned_images/batch1/a/00001.jpg", "cropped_aligned_images/batch2/b/00001.jpg"],
            index.Samples.Select(sample => sample.Id));
        Assert.Contains("cropped/a", Assert.Single(index.Problems));
    }

    [Fact]
    public void Single_odd_rows_and_files_are_counted_and_rows_keep_their_frames()
    {
        Annotate(Train, "a", Eight, 0, -5, 7);
        _folder.Text($"{Train}/b.txt", "no annotation\n");
        Annotate(Train, "c", Eight, 1);
        foreach (var picture in new[] { "a/00001", "a/00002", "a/00003", "b/00001", "c/00001" })
        {
            _folder.Picture($"cropped_aligned/{picture}.jpg");
        }

        var index = _folder.Read("affwild2");

        Assert.Equal(
            [("cropped_aligned/a/00001.jpg", 0), ("cropped_aligned/a/00003.jpg", 7), ("cropped_aligned/c/00001.jpg", 1)],
            index.Samples.Select(sample => (sample.Id, sample.Label)));
        Assert.Equal(2, index.Problems.Length);
        Assert.Contains("line 3: '-5' is no label", index.Problems[0]);
        Assert.Contains("b.txt, line 1", index.Problems[1]);
    }

    [Fact]
    public void The_newer_edition_counts_where_two_lie_side_by_side_and_that_is_told()
    {
        Annotate(Train, "a", Eight, 7);
        _folder.Text("annotations/EXPR_Set/Training_Set/a.txt", $"{Seven}\n1");
        _folder.Picture("cropped_aligned/a/00001.jpg");

        var index = _folder.Read("affwild2");

        Assert.Equal("other", index.Labels[index.Samples[0].Label]);
        Assert.Contains("annotations/EXPR_Set", Assert.Single(index.Problems));
    }

    [Fact]
    public void The_order_of_the_header_decides_what_a_code_means()
    {
        _folder.Text(
            $"{Train}/a.txt",
            "Surprise, Anger, Disgust, Fear, Happiness, Sadness, Neutral\r\n 0 \r\n6\r\n\r\n");
        _folder.Picture("cropped_aligned/a/00001.jpg");
        _folder.Picture("cropped_aligned/a/00002.jpg");
        var index = _folder.Read("affwild2");
        Assert.Equal(["surprise", "neutral"], index.Samples.Select(sample => index.Labels[sample.Label]));
    }

    [Theory]
    [InlineData("", "line 1", "empty")]
    [InlineData("0\n1\n", "line 1", "header")]
    [InlineData("Neutral,Anger,Disgust,Fear,Happiness,Sadness,Contempt\n", "line 1", "Contempt")]
    [InlineData("Neutral,Anger,Disgust,Fear,Happiness,Sadness,Anger\n", "line 1", "header")]
    [InlineData("Neutral,Anger\n", "line 1", "header")]
    [InlineData(Eight + "\n0\n8\n", "line 3", "'8'", "0 to 7")]
    [InlineData(Seven + "\n7\n", "line 2", "'7'", "0 to 6")]
    [InlineData(Eight + "\n-2\n", "line 2", "'-2'")]
    [InlineData(Eight + "\n1.0\n", "line 2", "'1.0'")]
    [InlineData(Eight + "\n300\n", "line 2", "'300'")]
    [InlineData(Eight + "\n1\n\n1\n", "line 3", "blank")]
    public void A_malformed_annotation_is_named_with_its_line(string text, params string[] parts)
    {
        _folder.Text($"{Train}/odd.txt", text);
        _folder.Picture("cropped_aligned/odd/00001.jpg");
        Assert.All([.. parts, "odd.txt"], part => Assert.Contains(part, _folder.Refusal("affwild2")));
    }

    [Fact]
    public void Layouts_that_contradict_themselves_are_refused_with_the_reason()
    {
        Assert.Contains("EXPR_Classification_Challenge", _folder.Refusal("affwild2"));
        Annotate(Train, "a", Eight, 1);
        Assert.Contains("cropped_aligned", _folder.Refusal("affwild2"));
        _folder.Folder("cropped_aligned");
        Assert.Contains("1 annotated videos and not one labelled frame", _folder.Refusal("affwild2"));
        Annotate(Valid, "a", Eight, 1);
        Assert.Contains("also annotated", _folder.Refusal("affwild2"));
        File.Delete(Path.Combine(_folder.FullName, Valid, "a.txt"));
        Annotate(Valid, "b", Seven, 1);
        Assert.Contains("b.txt' has the classes", _folder.Refusal("affwild2"));
        _folder.Folder("annotations/EXPR_Classification_Challenge/Training_Set");
        Assert.Contains("both mean the Train split", _folder.Refusal("affwild2"));
    }

    [Fact]
    public void Every_row_is_a_sample_or_left_out_for_one_reason() =>
        Gen.Select(Gen.Int[-1, 7].Array[0, 12], Gen.Int[1, 12].HashSet[1, 12]).Sample(
            (rows, frames) =>
            {
                using var folder = new TemporaryFolder();
                folder.Text($"{Train}/v.txt", string.Join('\n', rows.Select(row => $"{row}").Prepend(Eight)));
                folder.Text($"{Train}/w.txt", $"{Eight}\n0");
                folder.Text("cropped_aligned/w/00001.jpg", "");
                foreach (var frame in frames)
                {
                    folder.Text($"cropped_aligned/v/{frame:d5}.jpg", "");
                }

                var index = folder.Read("affwild2");

                var expected = frames.Order().Where(frame => frame <= rows.Length && rows[frame - 1] >= 0)
                    .Select(frame => ($"cropped_aligned/v/{frame:d5}.jpg", rows[frame - 1]));
                Assert.Equal(
                    expected.Append(("cropped_aligned/w/00001.jpg", 0)),
                    index.Samples.Select(sample => (sample.Id, sample.Label)));
                Assert.Equal(rows.Length + 1, index.Samples.Count + index.LeftOut.Values.Sum());
            },
            iter: 50);

    private void Annotate(string folder, string video, string header, params int[] rows) =>
        _folder.Text($"{folder}/{video}.txt", $"{header}\r\n{string.Join("\r\n", rows)}\r\n\r\n");
}
