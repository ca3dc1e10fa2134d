using Arbex.Data;
using Parquet;
using Parquet.Schema;

namespace Arbex.Tests.Data.Readers;

public sealed class ManifestReaderTests : IDisposable
{
    private readonly ReaderFolder _folder = new();

    public ManifestReaderTests()
    {
        _folder.Picture("a/1.png", 11);
        _folder.Picture("a/2,3.png", 22);
        _folder.Picture("b/ä.png", 33);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("manifest.csv")]
    public void Names_of_classes_groups_and_parts_come_from_their_columns(string? file)
    {
        _folder.Text("manifest.csv", "\uFEFF" + string.Join("\r\n",
            " Split , label, path ,group",
            "train,sad,a/1.png,ann",
            "VAL,happy,\"a\\2,3.png\",bob",
            "test, sad ,./b/ä.png,"));

        var (dataset, index) = _folder.Open("manifest", file: file);

        Assert.Equal($"Manifest ({Path.GetFileName(_folder.FullName)}/manifest.csv)", dataset.Name);
        Assert.Equal(new LabelSet("happy", "sad"), dataset.Labels);
        Assert.Equal(["a/1.png", "a/2,3.png", "b/ä.png"], dataset.Samples.Select(sample => sample.Id));
        Assert.Equal(["ann", "bob", "b/ä.png"], dataset.Samples.Select(sample => sample.Group));
        Assert.Equal([1, 0, 1], dataset.Samples.Select(sample => sample.Label));
        Assert.Equal([DataSplit.Train, DataSplit.Valid, DataSplit.Test], dataset.Samples.Select(sample => sample.Split));
        Assert.Equal([11, 22, 33], Enumerable.Range(0, 3).Select(i => dataset.LoadImage(i).Pixels[0]));
        Assert.Empty(index.Problems);
    }

    [Fact]
    public void Columns_of_probabilities_or_votes_become_distributions()
    {
        _folder.Text("own.csv", "path,happy,sad,angry\na/1.png,0.25,0.75,0\nb/ä.png,0,0.33,0.66\n");
        var (dataset, index) = _folder.Open("manifest", file: "own.csv");
        Assert.Equal(new LabelSet("happy", "sad", "angry"), dataset.Labels);
        Assert.Equal([0.25f, 0.75f, 0], dataset.Samples[0].LabelDistribution);
        Assert.All(dataset.Samples, sample => Assert.Equal(DataSplit.Train, sample.Split));
        Assert.Equal(["The columns happy, sad, angry of own.csv are taken for classes."], index.Remarks);

        _folder.Text("own.csv", "path,happy,sad,angry\na/1.png,5,5,0\nb/ä.png,6,2,2\n");
        var (votes, _) = _folder.Open("manifest", file: "own.csv");
        Assert.Equal([0.6f, 0.2f, 0.2f], votes.Samples[1].LabelDistribution);
    }

    [Theory]
    [InlineData("Unnamed: 0,path,happy,sad\n0,a/1.png,1.0,0.0\n1,b/ä.png,0.0,1.0\n")]
    [InlineData(",path,happy,sad\n0,a/1.png,1.0,0.0\n1,b/ä.png,0.0,1.0\n")]
    [InlineData("index,path,happy,sad,,\n0,a/1.png,1.0,0.0,,\n1,b/ä.png,0.0,1.0,,\n")]
    [InlineData("__index_level_0__,level_0,Unnamed: 0.1,path,happy,sad\n0,0,0,a/1.png,1,0\n1,1,1,b/ä.png,0,1\n")]
    public void Columns_of_row_numbers_are_no_classes(string text)
    {
        _folder.Text("manifest.csv", text);
        var (dataset, index) = _folder.Open("manifest");
        Assert.Equal(new LabelSet("happy", "sad"), dataset.Labels);
        Assert.Equal([0, 1], dataset.Samples.Select(sample => sample.Label));
        Assert.Contains("is not used", index.Problems[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("path,happy,sad,age\na/1.png,1.0,0.0,31\nb/ä.png,0.0,1.0,25\n", "happy, sad, age sum to 26")]
    [InlineData("path,happy,sad,year\na/1.png,1,0,2019\nb/ä.png,0,1,2020\n", "sum to 2021, in line 2 to 2020")]
    [InlineData("path,happy,sad,quality\na/1.png,1,0,0.5\nb/ä.png,0,1,0.5\n", "sum to 1.5")]
    [InlineData("path,happy,sad\na/1.png,0.25,0.75\nb/ä.png,3,1\n", "sum to 4, in line 2 to 1")]
    [InlineData(
        "path,happy,sad,fold\na/1.png,1,0,1\nb/ä.png,0,1,1\n\"a/2,3.png\",1,0,1\n", "'fold' is taken for a class and has the number 1")]
    public void A_column_of_other_numbers_is_no_class_and_refused(string text, string part)
    {
        _folder.Text("manifest.csv", text);
        var message = _folder.Refused("manifest");
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.Contains("classes.txt", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Listed_classes_may_have_votes_of_any_number()
    {
        _folder.Text("classes.txt", "happy\nsad\n");
        _folder.Text("manifest.csv", "path,happy,sad\na/1.png,3,1\nb/ä.png,0,7\n");
        Assert.Equal([0.75f, 0.25f], _folder.Open("manifest").Dataset.Samples[0].LabelDistribution);
    }

    [Fact]
    public void The_error_about_missing_classes_names_columns_of_row_numbers()
    {
        _folder.Text("manifest.csv", ",path,happy\n0,a/1.png,1\n");
        Assert.Contains("row numbers", _folder.Refused("manifest"), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_differ_in_letter_case_alone_are_told()
    {
        _folder.Text("manifest.csv", "path,label\na/1.png,happy\nb/ä.png,Happy\n");
        Assert.Contains("Happy and happy seem to mean the same", Assert.Single(_folder.Open("manifest").Index.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_of_a_parquet_file_that_are_not_used_may_have_any_type()
    {
        var (path, label) = (new DataField<string>("path"), new DataField<string>("label"));
        var (ok, day) = (new DataField<bool>("ok"), new DataField<DateTime>("day"));
        await using (var stream = File.Create(Path.Combine(_folder.FullName, "table.parquet")))
        {
            await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(path, ok, day, label), stream);
            using var rows = writer.CreateRowGroup();
            await rows.WriteAsync(path, ["a/1.png", "b/ä.png"]);
            await rows.WriteAsync<bool>(ok, new[] { true, false });
            await rows.WriteAsync<DateTime>(day, new[] { new DateTime(2020, 1, 2), new DateTime(2021, 3, 4) });
            await rows.WriteAsync(label, ["sad", "happy"]);
            rows.CompleteValidate();
        }

        var (dataset, index) = _folder.Open("manifest", file: "table.parquet");

        Assert.Equal([1, 0], dataset.Samples.Select(sample => sample.Label));
        Assert.Equal(["The column 'ok' of table.parquet is not used.", "The column 'day' of table.parquet is not used."], index.Problems);
    }

    [Fact]
    public async Task Truth_values_of_a_parquet_file_are_texts()
    {
        var (path, label) = (new DataField<string>("path"), new DataField<bool>("label"));
        await using (var stream = File.Create(Path.Combine(_folder.FullName, "table.parquet")))
        {
            await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(path, label), stream);
            using var rows = writer.CreateRowGroup();
            await rows.WriteAsync(path, ["a/1.png", "b/ä.png"]);
            await rows.WriteAsync<bool>(label, new[] { true, false });
            rows.CompleteValidate();
        }

        Assert.Equal(new LabelSet("false", "true"), _folder.Open("manifest", file: "table.parquet").Dataset.Labels);
    }

    [Fact]
    public void A_list_without_an_end_is_refused()
    {
        using (var sparse = File.Create(Path.Combine(_folder.FullName, "manifest.csv")))
        {
            sparse.SetLength(1L << 32);
        }

        var message = Assert.Throws<ArbexException>(() => _folder.Open("manifest")).Message;
        Assert.Contains("manifest.csv", message, StringComparison.Ordinal);
        Assert.Contains("short lines", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_classes_decides_order_and_choice()
    {
        _folder.Text("classes.txt", "sad\nhappy\n");
        _folder.Text("manifest.csv", "path,label,age\na/1.png,happy,3\na/2%2C3.png,sad,4\nb/ä.png,other,5\na/1.png,sad,6\n");
        var (named, index) = _folder.Open("manifest");
        Assert.Equal(new LabelSet("sad", "happy"), named.Labels);
        Assert.Equal(1, Assert.Single(named.Samples).Label);
        Assert.Equal(
            [
                "The column 'age' of manifest.csv is not used.",
                "1 pictures named in manifest.csv are missing and were left out, such as a/2%2C3.png.",
                "1 lines of manifest.csv name a picture that an earlier line named and were left out, such as a/1.png.",
                "1 lines of manifest.csv have a class that classes.txt does not list and were left out, such as other.",
            ],
            index.Problems);

        _folder.Text("manifest.csv", "path,happy,age,sad\na/1.png,1,33,3\n");
        var (soft, _) = _folder.Open("manifest");
        Assert.Equal([0.75f, 0.25f], soft.Samples[0].LabelDistribution);
    }

    [Fact]
    public void Numbers_as_names_are_sorted_by_value()
    {
        _folder.Text("manifest.csv", "path,label\na/1.png,10\nb/ä.png,2\n");
        Assert.Equal(new LabelSet("2", "10"), _folder.Open("manifest").Dataset.Labels);
    }

    [Fact]
    public async Task A_parquet_file_of_equal_contents_is_an_equal_dataset()
    {
        _folder.Text("manifest.csv", "path,group,split,happy,sad\na/1.png,ann,train,3,1\nb/ä.png,,test,1,3\n");
        await WriteParquet("table.parquet", 1);

        var (fromText, _) = _folder.Open("manifest", file: "manifest.csv");
        var (fromTable, _) = _folder.Open("manifest", file: "table.parquet");

        Assert.Equal(fromText.Labels, fromTable.Labels);
        Assert.Equal(
            fromText.Samples.Select(sample => (sample.Id, sample.Group, sample.Split)),
            fromTable.Samples.Select(sample => (sample.Id, sample.Group, sample.Split)));
        Assert.All(
            Enumerable.Range(0, 2),
            i => Assert.Equal(fromText.Samples[i].LabelDistribution, fromTable.Samples[i].LabelDistribution));
        Assert.Equal(33, fromTable.LoadImage(1).Pixels[0]);
    }

    [Fact]
    public async Task A_damaged_parquet_file_or_cell_is_refused()
    {
        await WriteParquet("table.parquet", -1);
        Assert.Contains("row 1: '-1' in the column 'sad'", _folder.Refused("manifest", file: "table.parquet"), StringComparison.Ordinal);

        await WriteParquet("table.parquet", 1);
        var path = Path.Combine(_folder.FullName, "table.parquet");
        var whole = await File.ReadAllBytesAsync(path);
        for (var cut = 0; cut < whole.Length; cut += 7)
        {
            await File.WriteAllBytesAsync(path, whole[..cut]);
            Assert.Contains("table.parquet", _folder.Refused("manifest", file: "table.parquet"), StringComparison.Ordinal);
        }

        for (var i = 0; i < whole.Length; i += 3)
        {
            var damaged = (byte[])whole.Clone();
            damaged[i] ^= 0xFF;
            await File.WriteAllBytesAsync(path, damaged);
            try
            {
                _folder.Open("manifest", file: "table.parquet");
            }
            catch (ArbexException)
            {
                // Damage may hit what is not read; anything else than this exception fails the test.
            }
        }
    }

    [Theory]
    [InlineData("label\nsad", "'path' is missing")]
    [InlineData("path,group\na/1.png,x", "neither a column 'label'")]
    [InlineData("path,label\na/1.png,", "the label is empty")]
    [InlineData("path,label\n../x.png,sad", "not below the manifest's folder")]
    [InlineData("path,label\n/etc/x.png,sad", "not below the manifest's folder")]
    [InlineData("path,label,split\na/1.png,sad,dev", "split 'dev' is unknown")]
    [InlineData("path,label,split\na/1.png,sad,", "split '' is unknown")]
    [InlineData("path,label\na/1.png,sad,x", "there are 3 fields")]
    [InlineData("path,happy,sad\na/1.png,0,0", "probability 0")]
    [InlineData("path,happy,sad\na/1.png,NaN,1", "'NaN' in the column 'happy'")]
    [InlineData("path,happy,sad\na/1.png,-0.5,1", "'-0.5' in the column 'happy'")]
    [InlineData("path,happy,sad\na/1.png,,1", "'' in the column 'happy'")]
    [InlineData("path,label\na/1.png,sad\nb/ä.png,sad", "1 classes (sad)")]
    [InlineData("path,label\nnone.png,sad", "no picture that can be used")]
    [InlineData("", "is empty")]
    public void A_wrong_manifest_is_refused(string text, string part)
    {
        _folder.Text("manifest.csv", text);
        Assert.Contains(part, _folder.Refused("manifest"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_manifest_is_refused() =>
        Assert.Contains("manifest.csv or manifest.parquet", _folder.Refused("manifest"), StringComparison.Ordinal);

    private async Task WriteParquet(string name, double firstSad)
    {
        var (path, group, split) = (new DataField<string>("path"), new DataField<string>("group"), new DataField<string>("split"));
        var (happy, sad) = (new DataField<float>("happy"), new DataField<int?>("sad"));
        await using var stream = File.Create(Path.Combine(_folder.FullName, name));
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(path, group, split, happy, sad), stream);
        using var rows = writer.CreateRowGroup();
        await rows.WriteAsync(path, ["a/1.png", "b/ä.png"]);
        await rows.WriteAsync(group, ["ann", null!]);
        await rows.WriteAsync(split, ["train", "test"]);
        await rows.WriteAsync<float>(happy, new float[] { 3, 1 });
        await rows.WriteAsync<int>(sad, new int?[] { (int)firstSad, 3 });
        rows.CompleteValidate();
    }
}
