using System.Text.Json.Nodes;
using Arbex.Imaging;
using Parquet;

namespace Arbex.Cli.Tests;

public sealed class PredictTests
{
    private readonly TrainedRun _run;

    public PredictTests(TrainedRun run) => _run = run;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_a_pattern_and_a_list_name_the_same_pictures_in_the_same_order()
    {
        using var folder = new TemporaryFolder();
        var valid = Path.Combine(_run.Data, "valid");
        var list = folder.Write("list.txt", string.Join('\n', Directory.EnumerateFiles(
            valid, "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal)) + "\n\n");

        var byFolder = await Files(valid);
        Assert.Equal(6, byFolder.Length);
        Assert.Equal(byFolder, await Files(Path.Combine(valid, "**", "*.png")));
        Assert.Equal(byFolder, await Files("--list", list));
    }

    [Fact]
    public async Task Answers_are_gone_on_with_after_a_break_and_end_as_if_there_had_been_none()
    {
        using var folder = new TemporaryFolder();
        foreach (var extension in new[] { "jsonl", "csv" })
        {
            var (whole, broken) = (folder.At($"whole.{extension}"), folder.At($"broken.{extension}"));
            (await Predict("--output", whole, _run.Data)).AssertIsDone();
            var text = await File.ReadAllTextAsync(whole, Token);
            foreach (var length in new[] { 0, text.Length / 3, text.Length - 5, text.Length })
            {
                await File.WriteAllTextAsync(broken, text[..length], Token);
                (await Predict("--output", broken, "--resume", _run.Data)).AssertIsDone();
                Assert.Equal(text, await File.ReadAllTextAsync(broken, Token));
            }

            (await Predict("--output", whole, _run.Data)).AssertIsBadInput("exists already", "--resume");
            await File.WriteAllTextAsync(broken, "something else\n", Token);
            (await Predict("--output", broken, "--resume", _run.Data)).AssertIsBadInput("broken");
        }
    }

    [Fact]
    public async Task A_parquet_file_has_a_row_for_each_face_and_names_what_could_not_be_read()
    {
        using var folder = new TemporaryFolder();
        var bad = folder.Write("bad.png", "no picture");
        var file = folder.At("answers.parquet");
        (await Predict("--output", file, _run.Picture, bad)).AssertIsDone();

        await using var reader = await ParquetReader.CreateAsync(file, cancellationToken: Token);
        Assert.Equal(
            ["file", "frame", "seconds", "face", "expression"],
            reader.Schema.DataFields.Take(5).Select(field => field.Name));
        Assert.Equal(Samples.Classes, reader.Schema.DataFields.TakeLast(3).Select(field => field.Name));
        Assert.Equal(2, reader.Metadata!.NumRows);
        (await Predict("--output", file, "--resume", bad)).AssertIsBadInput("Parquet");
        (await Predict("--output", folder.At("answers.txt"), bad)).AssertIsBadInput(".jsonl");
    }

    [Fact]
    public async Task Below_the_asked_confidence_the_answer_is_unsure()
    {
        var sure = await Predict("--json", _run.Picture);
        var unsure = await Predict("--json", "--min-confidence", "1", _run.Picture);
        Assert.False(FirstFace(sure)["abstained"]!.GetValue<bool>());
        Assert.True(FirstFace(unsure)["abstained"]!.GetValue<bool>());
        (await Predict("--risk", "0.05", _run.Picture)).AssertIsBadInput("0.05", "measured", "calibrate");
    }

    [Fact]
    public async Task Drawn_answers_keep_the_pictures_sizes_and_no_name_is_taken_twice()
    {
        using var folder = new TemporaryFolder();
        var other = Path.Combine(_run.Data, "valid", "sad", "0.png");
        (await Predict("--annotate", folder.At("drawn"), _run.Picture, other)).AssertIsDone();
        Assert.Equal(36, ImageDecoder.Decode(folder.At("drawn", "0.png")).Width);
        Assert.True(File.Exists(folder.At("drawn", "0-2.png")));
    }

    [Fact]
    public async Task Pictures_beyond_the_limit_of_pixels_are_named_with_it_and_not_decoded()
    {
        var run = await Predict("--strict", "--max-pixels", "1295", _run.Picture);
        run.AssertIsBadInput("36x36 = 1296 pixels", "at most 1295", "--max-pixels");
        (await Predict("--max-pixels", "1296", _run.Picture)).AssertIsDone();
        (await Predict("--max-pixels", "0", _run.Picture)).AssertIsBadInput("--max-pixels is 0", "1 to 500000000");

        using var folder = new TemporaryFolder();
        var clip = folder.At("clip.mp4");
        Assert.SkipUnless(Clips.TryMake(clip, frames: 2), "ffmpeg is not installed.");
        (await Predict("--strict", "--max-pixels", "50", clip)).AssertIsBadInput("clip.mp4", "at most 50");
    }

    [Fact]
    public async Task Without_a_detector_the_error_says_how_to_get_one_and_how_to_do_without()
    {
        var run = await CommandRun.Of("predict", "--model", _run.Model, "--detector", "yonet", _run.Picture);
        run.AssertIsBadInput("yonet", "yunet", "whole");
    }

    [Fact]
    public async Task A_clip_is_looked_at_frame_by_frame_and_its_face_keeps_its_number()
    {
        using var folder = new TemporaryFolder();
        var clip = Clips.TryMake(folder.At("clip.mp4"), frames: 12);
        Assert.SkipUnless(clip, "ffmpeg is not installed.");
        var output = folder.At("answers.jsonl");
        var run = await Predict("--output", output, "--annotate", folder.At("drawn"), "--every", "2", folder.At("clip.mp4"));
        run.AssertIsDone();

        var lines = (await File.ReadAllLinesAsync(output, Token)).Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal([0, 2, 4, 6, 8, 10], lines.Select(line => line["frame"]!.GetValue<int>()));
        Assert.All(lines, line => Assert.Equal(1, line["faces"]![0]!["id"]!.GetValue<int>()));
        Assert.Contains("6 frames, 1 face", run.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(folder.At("drawn", "clip.mp4")).Length > 500);

        var bad = folder.Write("bad.mp4", "no video at all");
        var both = await Predict("--json", bad, _run.Picture);
        both.AssertIsDone();
        Assert.Contains("bad.mp4", both.Json[0]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_drawn_never_takes_the_place_of_a_picture_that_is_read()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("photos", "more"));
        File.Copy(_run.Picture, folder.At("photos", "a.png"));
        var before = await File.ReadAllBytesAsync(folder.At("photos", "a.png"), Token);

        (await Predict("--annotate", folder.At("photos"), folder.At("photos"))).AssertIsBadInput("--annotate", "read from");
        (await Predict("--annotate", folder.At("photos", "more"), folder.At("photos"))).AssertIsBadInput("--annotate");
        (await Predict("--annotate", folder.At("photos"), folder.At("photos", "*.png"))).AssertIsBadInput("--annotate");
        (await Predict("--annotate", folder.At("photos"), folder.At("photos", "a.png"))).AssertIsBadInput("--annotate");
        Assert.Equal(before, await File.ReadAllBytesAsync(folder.At("photos", "a.png"), Token));
        (await Predict("--annotate", folder.At("photos2"), folder.At("photos"))).AssertIsDone();
    }

    [Fact]
    public async Task A_resumed_run_keeps_drawings_and_the_answers_of_what_is_not_asked_again()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "one", "two" })
        {
            Directory.CreateDirectory(folder.At(name));
            File.Copy(_run.Picture, folder.At(name, "x.png"));
        }

        var output = folder.At("answers.jsonl");
        string[] first = [folder.At("one", "x.png"), _run.Picture];
        (await Predict(["--annotate", folder.At("drawn"), "--output", output, .. first])).AssertIsDone();
        var answered = await File.ReadAllLinesAsync(output, Token);
        File.Delete(folder.At("drawn", "x.png"));

        // The last of the file is not named again, and the first one's drawing keeps its name.
        (await Predict(
            "--annotate", folder.At("drawn"), "--output", output, "--resume", folder.At("one", "x.png"), folder.At("two", "x.png")))
            .AssertIsDone();
        var lines = await File.ReadAllLinesAsync(output, Token);
        Assert.Equal([answered[0], answered[1]], new[] { lines[0], lines[^1] });
        Assert.Equal(3, lines.Length);
        Assert.False(File.Exists(folder.At("drawn", "x.png")));
        Assert.True(File.Exists(folder.At("drawn", "x-2.png")));
    }

    [Fact]
    public async Task Patterns_mean_what_they_say_and_one_that_nothing_fits_leaves_no_file()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "img1.png", "img2.png", "img10.png" })
        {
            File.Copy(_run.Picture, folder.At(name));
        }

        Assert.Equal(2, (await Files(folder.At("img?.png"))).Length);
        Assert.Equal(3, (await Files(folder.At("img*.png"))).Length);
        (await Predict("--output", folder.At("a.csv"), folder.At("typo*.png"))).AssertIsBadInput("No file fits");
        Assert.False(File.Exists(folder.At("a.csv")));
        (await Predict("--device", "cuda", _run.Picture)).AssertIsBadInput("cuda");
    }

    [Fact]
    public async Task A_link_to_a_folder_above_is_not_followed_round_and_round()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("photos"));
        File.Copy(_run.Picture, folder.At("photos", "a.png"));
        Directory.CreateSymbolicLink(folder.At("photos", "all"), folder.At("photos"));
        Assert.Single(await Files(folder.At("photos")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_drawn_animation_lasts_as_long_as_the_original(int every)
    {
        using var folder = new TemporaryFolder();
        Assert.SkipUnless(Clips.TryMake(folder.At("clip.mp4"), frames: 10), "ffmpeg is not installed.");
        Clips.Animate(folder.At("clip.mp4"), folder.At("moves.gif"), framesPerSecond: 25); // 40 ms each

        (await Predict("--annotate", folder.At("drawn"), "--every", $"{every}", folder.At("moves.gif"))).AssertIsDone();

        var seconds = Imaging.AnimationReader.CountSeconds(folder.At("moves.gif"));
        var drawn = Inference.Video.VideoReader.Describe(folder.At("drawn", "moves.mp4"));
        Assert.Equal(25.0 / every, drawn.FramesPerSecond, 0.1);
        Assert.InRange(drawn.Frames!.Value / drawn.FramesPerSecond, seconds, seconds + (every * 0.04));
    }

    [Fact]
    public async Task A_clip_whose_sound_ends_before_its_picture_is_drawn_to_its_end()
    {
        using var folder = new TemporaryFolder();
        Assert.SkipUnless(Clips.TryMake(folder.At("silent.mp4"), frames: 200), "ffmpeg is not installed.");
        Clips.AddSound(folder.At("silent.mp4"), folder.At("clip.mp4"), seconds: 1);

        var run = await Predict("--annotate", folder.At("drawn"), folder.At("clip.mp4"));

        run.AssertIsDone();
        var drawn = Inference.Video.VideoReader.Describe(folder.At("drawn", "clip.mp4"));
        Assert.Equal(200, Inference.Video.VideoReader.Frames(folder.At("drawn", "clip.mp4"), drawn, cancellation: Token).Count());
    }

    private static JsonNode FirstFace(CommandRun run) => run.Json[0]!["faces"]![0]!;

    private async Task<string[]> Files(params string[] inputs)
    {
        var run = await Predict(["--json", .. inputs]);
        run.AssertIsDone();
        return [.. run.Json.AsArray().Select(answer => Path.GetFullPath(answer!["file"]!.GetValue<string>()))];
    }

    private Task<CommandRun> Predict(params string[] arguments) => CommandRun.Of(
        ["predict", "--model", _run.Model, "--detector", "whole", "--threads", "1", .. arguments]);
}
