using Arbex.Data;
using Arbex.Data.Labels;
using Arbex.Imaging;

namespace Arbex.Tests.Data.Readers;

public sealed class AffectNetReaderTests : IDisposable
{
    private const string Header =
        "subDirectory_filePath,face_x,face_y,face_width,face_height,facial_landmarks,expression,valence,arousal";

    private readonly ReaderFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_full_release_cuts_faces_by_their_boxes_and_drops_what_is_no_expression()
    {
        _folder.Gradient("Manually_Annotated_Images/1/a.png", 8, 6);
        _folder.Gradient("Manually_Annotated_Images/1/b.png", 8, 6);
        _folder.Gradient("Manually_Annotated_Images/22/a.JPG", 8, 6);
        _folder.Text("training.csv", string.Join('\n',
            Header,
            "1/a.png,2,1,3,4,1;2;3,1,0.5,0.5",
            "1/b.png,-3,2,5,99,1;2,7,0,0",
            "1/gone.png,0,0,4,4,,3,0,0",
            "1/none.png,NULL,NULL,NULL,NULL,,8,-2,-2",
            "1/unsure.png,0,0,1,1,,9,0,0",
            "1/noface.png,,,,,,10,0,0",
            "1/a.png,2,1,3,4,1;2;3,1,0.5,0.5",
            "1/b.png,0,0,0,5,,2,0,0",
            "../secret.png,0,0,4,4,,3,0,0"));
        _folder.Text("validation.csv", "22/a.JPG,0,0,8,6,1;2,0,0,0\n");

        var (dataset, index) = _folder.Open("affectnet8");

        Assert.Equal("AffectNet-8 (full release)", dataset.Name);
        Assert.Equal(KnownLabelSets.AffectNet8, dataset.Labels);
        Assert.Equal(["happiness", "contempt", "neutral"], dataset.Samples.Select(sample => dataset.Labels[sample.Label]));
        Assert.Equal([DataSplit.Train, DataSplit.Train, DataSplit.Valid], dataset.Samples.Select(sample => sample.Split));
        Assert.Equal("Manually_Annotated_Images/1/a.png#xywh=2,1,3,4", dataset.Samples.IdOf(0));
        var face = dataset.LoadImage(0);
        Assert.Equal((3, 4, 12), (face.Width, face.Height, face.Pixels[0]));
        var atBorder = dataset.LoadImage(1);
        Assert.Equal((2, 4, 20), (atBorder.Width, atBorder.Height, atBorder.Pixels[0]));
        Assert.Equal(
            [("expression no face", 1), ("expression none", 1), ("expression uncertain", 1)],
            index.LeftOut.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(
            "2 pictures named in the tables are missing and were left out, such as Manually_Annotated_Images/1/gone.png.",
            index.Problems[0]);
        Assert.StartsWith("1 lines name a picture that an earlier line named", index.Problems[1], StringComparison.Ordinal);
        Assert.StartsWith("1 faces have an empty box", index.Problems[2], StringComparison.Ordinal);

        Assert.Equal(2, _folder.Open("affectnet7").Dataset.Samples.Count);
        Assert.Equal(1, _folder.Open("affectnet7").Index.LeftOut["expression contempt"]);
    }

    [Fact]
    public void A_face_box_beside_its_picture_is_an_error_and_no_wrong_face()
    {
        _folder.Gradient("Manually_Annotated_Images/1/a.png", 8, 6);
        _folder.Text("training.csv", $"{Header}\n1/a.png,20,0,4,4,,1,0,0\n");
        var (dataset, _) = _folder.Open("affectnet7");
        Assert.Contains("outside", Assert.Throws<ImageFormatException>(() => dataset.LoadImage(0)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1/a.png,0,0,4,4,,-1,0,0", "expression '-1'")]
    [InlineData("1/a.png,0,0,4,4,,happy,0,0", "expression 'happy'")]
    [InlineData("1/a.png,left,0,4,4,,1,0,0", "'face_x' is no whole number")]
    [InlineData("1/a.png,0,0,4,4,,1", "there are 7 fields")]
    public void A_malformed_line_of_a_table_is_refused(string line, string part)
    {
        _folder.Picture("Manually_Annotated_Images/1/a.png");
        _folder.Text("training.csv", $"{Header}\n{line}\n");
        var message = _folder.Refused("affectnet8");
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.Contains("line 2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reduced_release_reads_codes_that_are_texts_in_the_order_of_their_numbers()
    {
        foreach (var (id, code) in new[] { ("10", "3"), ("2", "7"), ("1", "0"), ("33", "8") })
        {
            _folder.Picture($"train_set/images/{id}.jpg", byte.Parse(id, null));
            _folder.Bytes($"train_set/annotations/{id}_exp.npy", ReaderFolder.NumpyText(code));
            _folder.Bytes($"train_set/annotations/{id}_val.npy", ReaderFolder.NumpyText("-0.5"));
        }

        _folder.Picture("train_set/images/44.jpg");
        _folder.Picture("train_set/images/1.png");
        _folder.Bytes("train_set/annotations/55_exp.npy", ReaderFolder.NumpyText("1"));
        _folder.Picture("val_set/images/7.jpg");
        _folder.Bytes("val_set/annotations/7_exp.npy", ReaderFolder.Numpy("<i8", "()", 6, 0, 0, 0, 0, 0, 0, 0));

        var (dataset, index) = _folder.Open("affectnet8");

        Assert.Equal("AffectNet-8 (reduced release)", dataset.Name);
        Assert.Equal(
            [("train_set/images/1.jpg", 0), ("train_set/images/2.jpg", 7), ("train_set/images/10.jpg", 3), ("val_set/images/7.jpg", 6)],
            dataset.Samples.Select(sample => (sample.Id, sample.Label)));
        Assert.Equal(DataSplit.Valid, dataset.Samples[3].Split);
        Assert.Equal(10, dataset.LoadImage(2).Pixels[0]);
        Assert.Equal(
            [
                "1 pictures have the name of another one but for the ending and were left out, such as train_set/images/1.png.",
                "1 annotations have no picture and were left out, such as train_set/annotations/55_exp.npy.",
                "1 pictures have no annotation and were left out, such as train_set/images/44.jpg.",
            ],
            index.Problems.Take(3));
        Assert.Equal(3, _folder.Open("affectnet7").Dataset.Samples.Count);
    }

    [Fact]
    public void Lists_give_seven_or_eight_classes_from_their_own_file()
    {
        _folder.Picture("train_set/images/1.jpg");
        _folder.Picture("train_set/2.jpg");
        _folder.Picture("valid_set/images/3.jpg");
        _folder.Text("train_set/train_annotations_8class.txt", "1.jpg 0\n\n2.jpg 7\nlost.jpg 4\n");
        _folder.Text("train_set/train_annotations_7class.txt", "1.jpg 0\n");
        _folder.Text("valid_set/valid_annotations_8class.txt", "3.jpg 6\r\n");

        var (eight, index) = _folder.Open("affectnet8");
        Assert.Equal("AffectNet-8 (lists)", eight.Name);
        Assert.Equal(
            [("train_set/images/1.jpg", 0), ("train_set/2.jpg", 7), ("valid_set/images/3.jpg", 6)],
            eight.Samples.Select(sample => (sample.Id, sample.Label)));
        Assert.StartsWith("1 pictures named in train_set/train_annotations_8class.txt are missing", index.Problems[0], StringComparison.Ordinal);
        Assert.Contains("The class fear has no picture.", index.Problems);

        var (seven, _) = _folder.Open("affectnet7");
        Assert.Equal(["train_set/images/1.jpg", "valid_set/images/3.jpg"], seven.Samples.Select(sample => sample.Id));

        _folder.Text("train_set/train_annotations_8class.txt", "1.jpg 0 5\n");
        Assert.Contains("line 1", _folder.Refused("affectnet8"), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbered_folders_are_read_by_number_and_not_by_place()
    {
        // Sorted as text and taken by place, "10" would be class 1 and "2" class 2.
        foreach (var folder in new[] { "0", "10", "2", "7" })
        {
            _folder.Picture($"train/{folder}/x.jpg");
            _folder.Picture($"val/{folder}/x.jpg");
        }

        var (dataset, index) = _folder.Open("affectnet7");

        Assert.Equal("AffectNet-7 (folders)", dataset.Name);
        Assert.Equal(
            [("train/0/x.jpg", 0), ("train/2/x.jpg", 2), ("val/0/x.jpg", 0), ("val/2/x.jpg", 2)],
            dataset.Samples.Select(sample => (sample.Id, sample.Label)));
        Assert.Equal(2, index.LeftOut["expression contempt"]);
        Assert.Equal("2 folders are not named as a class and were left out, such as train/10.", index.Problems[0]);
        Assert.Equal(6, _folder.Open("affectnet8").Dataset.Samples.Count);
    }

    [Fact]
    public void Single_odd_lines_of_every_layout_are_counted()
    {
        _folder.Gradient("Manually_Annotated_Images/1/a.png", 8, 6);
        _folder.Gradient("Manually_Annotated_Images/1/b.png", 8, 6);
        _folder.Text("Training.csv", string.Join('\n',
            Header, "1/a.png,2,1,3,4,1;2,1,0,0", "1/c.png,0,0,4,4,,11,0,0", "1/b.png,NaN,0,4,4,,2,0,0", "1/b.png,0,0,4,4,,2,0,0"));
        var (dataset, index) = _folder.Open("affectnet8");
        Assert.Equal([1, 2], dataset.Samples.Select(sample => sample.Label));
        Assert.Contains(index.Problems, problem => problem.StartsWith("2 lines of Training.csv are not understood", StringComparison.Ordinal));
    }

    [Fact]
    public void Odd_lines_and_files_of_lists_and_arrays_are_counted()
    {
        foreach (var id in new[] { "1", "2", "3" })
        {
            _folder.Picture($"train_set/images/{id}.jpg");
            _folder.Bytes($"train_set/annotations/{id}_exp.npy", id == "2" ? [1, 2, 3] : ReaderFolder.NumpyText("1"));
        }

        var (arrays, odd) = _folder.Open("affectnet8");
        Assert.Equal(2, arrays.Samples.Count);
        Assert.Contains("2_exp.npy' is no NumPy file", odd.Problems[0], StringComparison.Ordinal);

        Directory.Delete(Path.Combine(_folder.FullName, "train_set/annotations"), recursive: true);
        _folder.Text("train_set/train_annotations_8class.txt", "1.jpg 0\nbroken\n3.jpg 2\n");
        var (lists, oddLines) = _folder.Open("affectnet8");
        Assert.Equal(2, lists.Samples.Count);
        Assert.Contains("line 2: 'broken'", oddLines.Problems[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Train", "Test", "Anger", "contempt")]
    [InlineData("archive/train", "archive/val", "6 Anger", "7_Contempt")]
    public void Folders_named_by_expression_are_read(string train, string second, string anger, string contempt)
    {
        _folder.Picture($"{train}/{anger}/x.jpg");
        _folder.Picture($"{second}/{contempt}/x.jpg");
        var (dataset, _) = _folder.Open("affectnet8");
        Assert.Equal([6, 7], dataset.Samples.Select(sample => sample.Label));
    }

    [Fact]
    public void A_folder_without_any_layout_is_refused() =>
        Assert.Contains("none of the layouts", _folder.Refused("affectnet8"), StringComparison.Ordinal);
}
