using System.Text.Json.Nodes;
using Arbex.Cli.Predict;
using Arbex.Files;
using Parquet;

namespace Arbex.Cli.Tests.Predict;

public sealed class ResumedAnswersTests
{
    private static readonly string[] Endings = ["jsonl", "csv"];

    private readonly TrainedRun _run;

    public ResumedAnswersTests(TrainedRun run) => _run = run;

    public static TheoryData<string> BothKinds => [.. Endings];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task Answers_of_another_model_or_of_other_options_are_not_added(string ending)
    {
        using var folder = new TemporaryFolder();
        var output = folder.At($"a.{ending}");
        (await Predict("--output", output, _run.Picture)).AssertIsDone();
        var before = await File.ReadAllTextAsync(output, Token);
        var other = folder.At("other.safetensors");
        File.Copy(Path.Combine(_run.Run, "last.safetensors"), other);
        var renamed = folder.At("renamed.safetensors");
        File.Copy(_run.Model, renamed);

        string[][] lines =
        [
            ["--model", other], ["--min-confidence", "0.9"], ["--mirror"], ["--every", "2"],
            ["--model", "arbex-compact-ferplus"],
        ];
        foreach (var line in lines)
        {
            var run = await CommandRun.Of(
            [
                "predict", "--detector", "whole", "--output", output, "--resume", _run.Data,
                .. line.Contains("--model") ? line : ["--model", _run.Model, .. line],
            ]);
            run.AssertIsBadInput(output, "--output");
            Assert.Equal(before, await File.ReadAllTextAsync(output, Token));
        }

        (await CommandRun.Of("predict", "--detector", "whole", "--model", renamed, "--output", output, "--resume", _run.Data)).AssertIsDone();
        Assert.True(new FileInfo(output).Length > before.Length);
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task What_failed_is_tried_again_and_the_file_ends_as_if_it_had_not(string ending)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("in"));
        foreach (var name in new[] { "a.png", "b.png", "c.png", "d.png" })
        {
            File.Copy(_run.Picture, folder.At("in", name));
        }

        var (whole, output) = (folder.At($"whole.{ending}"), folder.At($"a.{ending}"));
        (await Predict("--output", whole, folder.At("in"))).AssertIsDone();
        foreach (var broken in new[] { "a.png", "b.png" })
        {
            await File.WriteAllBytesAsync(folder.At("in", broken), [], Token);
        }

        (await Predict("--output", output, folder.At("in"))).AssertIsDone();
        Assert.NotEqual(await File.ReadAllTextAsync(whole, Token), await File.ReadAllTextAsync(output, Token));
        File.Copy(_run.Picture, folder.At("in", "b.png"), overwrite: true);
        (await Predict("--output", output, "--resume", folder.At("in"))).AssertIsDone(); // a.png fails again
        Assert.Equal(4 + (ending == "csv" ? 1 : 0), (await File.ReadAllLinesAsync(output, Token)).Length);
        File.Copy(_run.Picture, folder.At("in", "a.png"), overwrite: true);

        var run = await Predict("--output", output, "--resume", folder.At("in"));

        run.AssertIsDone();
        Assert.Equal(await File.ReadAllTextAsync(whole, Token), await File.ReadAllTextAsync(output, Token));
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task An_error_stays_where_nobody_asks_for_its_picture_again(string ending)
    {
        using var folder = new TemporaryFolder();
        var bad = folder.Write("bad.png", "no picture");
        var output = folder.At($"a.{ending}");
        (await Predict("--output", output, bad, _run.Picture)).AssertIsDone();
        (await Predict("--output", output, "--resume", Path.Combine(_run.Data, "valid"))).AssertIsDone();
        Assert.Contains("bad.png", await File.ReadAllTextAsync(output, Token), StringComparison.Ordinal);
        Assert.Equal(7 + (ending == "csv" ? 1 : 0), (await File.ReadAllLinesAsync(output, Token)).Length);
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task An_answer_takes_the_place_of_its_error_wherever_that_stands(string ending)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("in"));
        string[] names = ["a.png", "b.png", "c.png"];
        foreach (var name in names)
        {
            File.Copy(_run.Picture, folder.At("in", name));
        }

        var whole = folder.At($"whole.{ending}");
        (await Predict("--output", whole, folder.At("in"))).AssertIsDone();
        foreach (var name in names)
        {
            var output = folder.At($"{name}.{ending}");
            await File.WriteAllTextAsync(folder.At("in", name), "no picture", Token);
            (await Predict("--output", output, folder.At("in"))).AssertIsDone();
            (await Predict("--output", output, "--resume", folder.At("in"))).AssertIsDone();
            File.Copy(_run.Picture, folder.At("in", name), overwrite: true);
            (await Predict("--output", output, "--resume", folder.At("in", name))).AssertIsDone();
            (await Predict("--output", output, "--resume", folder.At("in"))).AssertIsDone();
            Assert.Equal(await File.ReadAllTextAsync(whole, Token), await File.ReadAllTextAsync(output, Token));
        }
    }

    [Theory]
    [InlineData("id;note", "csv")]
    [InlineData("f", "csv")]
    [InlineData("file,frame,seconds\"", "csv")]
    [InlineData("\"open\na,b\n", "csv")]
    [InlineData("\u0000\u0001\uFFFD", "csv")]
    [InlineData("{\"name\": \"mine\"}", "jsonl")]
    [InlineData("{\"file\":\"a.png\",\"mine\":1}", "jsonl")]
    [InlineData("{\"files\":[", "jsonl")]
    [InlineData("\u0000\u0001\uFFFD", "jsonl")]
    [InlineData("[", "jsonl")]
    public async Task A_file_of_somebody_else_is_not_taken_for_an_answer_that_was_cut(string text, string ending)
    {
        using var folder = new TemporaryFolder();
        var mine = folder.Write($"mine.{ending}", text);
        var run = await Predict("--output", mine, "--resume", _run.Picture);
        if (text == "f")
        {
            run.AssertIsDone(); // the beginning of a header
            return;
        }

        run.AssertIsBadInput(mine, "--output");
        Assert.Equal(text, await File.ReadAllTextAsync(mine, Token));
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public void A_process_that_is_killed_loses_no_earlier_answer(string ending)
    {
        using var folder = new TemporaryFolder();
        var output = folder.At($"a.{ending}");
        var early = Answer("early.png");
        using (var file = AnswerFile.Open(output, resume: false, Samples.Classes, Settings))
        {
            file.Write(Answer("first.png"));
            file.Write(early);
            file.Finish();
        }

        var (before, killed) = (File.ReadAllText(output), folder.At($"killed.{ending}"));
        using (var file = AnswerFile.Open(output, resume: true, Samples.Classes, Settings))
        {
            for (var i = 0; i < 2000; i++)
            {
                file.Write(Answer($"{i}.png"));
            }

            Copy(); // what a killed process leaves
            file.Finish();
        }

        Assert.EndsWith(before.Split('\n')[^2] + "\n", File.ReadAllText(output), StringComparison.Ordinal); // still the last, and no error behind it
        Assert.DoesNotContain("incomplete", File.ReadAllText(output), StringComparison.Ordinal);
        Assert.StartsWith(before, File.ReadAllText(killed), StringComparison.Ordinal);
        using (var file = AnswerFile.Open(killed, resume: true, Samples.Classes, Settings))
        {
            Assert.True(file.IsDone("first.png"));
            Assert.True(file.IsDone("10.png"));
            Assert.False(file.IsDone("early.png")); // it may have been a part
            file.Write(early);
            file.Finish();
        }

        Assert.Single(Files(killed), name => name == "early.png");
        Assert.DoesNotContain("incomplete", File.ReadAllText(killed), StringComparison.Ordinal);

        void Copy()
        {
            using var source = new FileStream(output, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var target = File.Create(killed);
            source.CopyTo(target);
        }
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public void The_frames_of_a_clip_stay_together_and_give_way_together(string ending)
    {
        using var folder = new TemporaryFolder();
        var (output, whole) = (folder.At($"a.{ending}"), folder.At($"whole.{ending}"));
        PictureAnswer[] good = [Frame(0), Frame(1), Frame(2)];
        PictureAnswer[] bad = [Frame(0), Frame(1, "cut"), Answer("clip.mp4") with { Error = "cut" }];
        foreach (var (path, first) in new[] { (whole, good), (output, bad) })
        {
            using var file = AnswerFile.Open(path, resume: false, Samples.Classes, Settings);
            first.ToList().ForEach(file.Write);
            file.Write(Answer("z.png"));
            file.Finish();
        }

        foreach (var again in new[] { bad, [Frame(0), Frame(1, "cut"), Frame(2)], good })
        {
            using var file = AnswerFile.Open(output, resume: true, Samples.Classes, Settings);
            Assert.False(file.IsDone("clip.mp4"));
            again.ToList().ForEach(file.Write);
            file.Finish();
            Assert.Equal(4 + (ending == "csv" ? 1 : 0), File.ReadAllLines(output).Length);
        }

        Assert.Equal(File.ReadAllText(whole), File.ReadAllText(output));

        static PictureAnswer Frame(int number, string? error = null) => Answer("clip.mp4") with { Frame = number, Seconds = number, Error = error };
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task Every_legal_name_is_kept_as_it_is_and_found_again(string ending)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Such names are legal there.");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("in"));
        string[] names =
        [
            "new\nline.png", "cr\rreturn.png", "crlf\r\nboth.png", "ls\u2028separator.png", "ps\u2029separator.png", "nel\u0085next.png",
            "form\ffeed.png", "vertical\vtab.png", "quote\"quote.png", "comma,comma.png", "\"quoted\".png", "=1+1.png", "@at.png", "tab\ttab.png",
            " space .png", "\n.png", "a\"\n\"b.png", "plain.png",
        ];
        foreach (var name in names)
        {
            File.Copy(_run.Picture, folder.At("in", name));
        }

        var output = folder.At($"a.{ending}");
        (await Predict("--output", output, folder.At("in"))).AssertIsDone();
        var whole = await File.ReadAllBytesAsync(output, Token);
        Assert.Equal(names.Order(StringComparer.Ordinal), Files(output).Select(Path.GetFileName));

        for (var length = whole.Length; length > 0; length -= whole.Length / 6)
        {
            await File.WriteAllBytesAsync(output, whole[..length], Token);
            (await Predict("--output", output, "--resume", folder.At("in"))).AssertIsDone();
            Assert.Equal(whole, await File.ReadAllBytesAsync(output, Token));
        }
    }

    [Fact]
    public async Task A_file_that_does_not_say_what_answered_it_is_not_continued()
    {
        using var folder = new TemporaryFolder();
        var output = folder.Write("a.jsonl", "{\"file\":\"a.png\",\"faces\":[]}\n");
        (await Predict("--output", output, "--resume", _run.Picture)).AssertIsBadInput("a.jsonl", "which model", "--output");
        var table = folder.Write("a.csv", "file,frame,error,happy\na.png,,,\n");
        (await Predict("--output", table, "--resume", _run.Picture)).AssertIsBadInput("a.csv", "other columns");
        Assert.Equal("{\"file\":\"a.png\",\"faces\":[]}\n", await File.ReadAllTextAsync(output, Token));
        Assert.Equal("file,frame,error,happy\na.png,,,\n", await File.ReadAllTextAsync(table, Token));
    }

    [Fact]
    public async Task An_output_is_either_continued_or_replaced()
    {
        using var folder = new TemporaryFolder();
        var output = folder.At("a.csv");
        (await Predict("--output", output, _run.Data)).AssertIsDone();
        (await Predict("--output", output, "--resume", "--overwrite", _run.Picture)).AssertIsBadInput("--resume", "--overwrite");
        (await Predict("--output", output, "--overwrite", _run.Picture)).AssertIsDone();
        Assert.Equal(2, (await File.ReadAllLinesAsync(output, Token)).Length);
        using (FileLock.OfFile(output, () => new ArbexException("held")))
        {
            (await Predict("--output", output, "--resume", _run.Picture)).AssertIsBadInput(output, "another arbex");
        }
    }

    [Fact]
    public async Task A_parquet_file_goes_by_no_name_that_somebody_could_know_before()
    {
        using var folder = new TemporaryFolder();
        var mine = folder.Write("notes", "mine");
        File.CreateSymbolicLink(folder.At("a.parquet.partial"), mine);
        (await Predict("--output", folder.At("a.parquet"), _run.Picture)).AssertIsDone();
        Assert.Equal("mine", await File.ReadAllTextAsync(mine, Token));
        Assert.Null(new FileInfo(folder.At("a.parquet")).LinkTarget);
        Assert.Equal(3, Directory.EnumerateFileSystemEntries(folder.FullName).Count());
        await using var reader = await ParquetReader.CreateAsync(folder.At("a.parquet"), cancellationToken: Token);
        Assert.Contains(AnswerSettings.ModelColumn, reader.Schema.DataFields.Select(field => field.Name));
    }

    private static readonly AnswerSettings Settings = new("model@0123", "detector=whole");

    private static PictureAnswer Answer(string file) => new() { File = file };

    private static IEnumerable<string> Files(string output)
    {
        using var stream = File.OpenRead(output);
        var isCsv = output.EndsWith(".csv", StringComparison.Ordinal);
        return [.. AnswerRecord.Read(stream, isCsv).Skip(isCsv ? 1 : 0)
            .Select(record => isCsv ? CsvText.Fields(record.Text)![0] : JsonNode.Parse(record.Text)!["file"]!.GetValue<string>())];
    }

    private Task<CommandRun> Predict(params string[] arguments) => CommandRun.Of(
        ["predict", "--model", _run.Model, "--detector", "whole", "--threads", "1", .. arguments]);
}
