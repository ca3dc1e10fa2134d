using Arbex.Imaging;

namespace Arbex.Cli.Tests.Predict;

public sealed class AnnotatedFolderTests
{
    private readonly TrainedRun _run;

    public AnnotatedFolderTests(TrainedRun run) => _run = run;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Drawings_go_into_no_folder_that_is_read_from_whatever_links_lead_there()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("photos", "more"));
        Directory.CreateDirectory(folder.At("elsewhere"));
        var picture = folder.At("photos", "a.png");
        File.Copy(_run.Picture, picture);
        var before = await File.ReadAllBytesAsync(picture, Token);
        Directory.CreateSymbolicLink(folder.At("link"), folder.At("photos"));
        Directory.CreateSymbolicLink(folder.At("photos", "more", "out"), folder.At("elsewhere"));
        File.CreateSymbolicLink(folder.At("a.png"), picture);
        File.Copy(_run.Picture, folder.At("elsewhere", "b.png"));

        string[][] lines =
        [
            [folder.At("link"), picture], [folder.At("photos"), folder.At("link", "a.png")], [folder.At("photos"), folder.At("link")],
            [folder.At("link"), folder.At("photos")], [folder.At("photos", "more"), folder.At("link")], [folder.At("photos"), folder.At("a.png")],
            [folder.At("link", "more", ".."), picture], [folder.At("photos"), folder.At("link", "*.png")],
            [folder.At("elsewhere"), folder.At("photos")], [folder.At("photos", "new"), folder.At("link")],
        ];
        foreach (var line in lines)
        {
            (await Predict("--annotate", line[0], line[1])).AssertIsBadInput("--annotate", "read from");
            (await Predict("--annotate", line[0], line[1], "--overwrite", "--figure", folder.At("f.png"))).AssertIsBadInput("--annotate");
            Assert.Equal(before, await File.ReadAllBytesAsync(picture, Token));
        }
    }

    [Fact]
    public async Task A_drawing_replaces_an_earlier_drawing_and_no_other_file()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("drawn", "0-2.png"));
        File.Copy(_run.Picture, folder.At("drawn", "0.png"));
        var before = await File.ReadAllBytesAsync(folder.At("drawn", "0.png"), Token);

        for (var time = 0; time < 2; time++)
        {
            var run = await Predict("--annotate", folder.At("drawn"), _run.Picture);
            run.AssertIsDone();
            Assert.Contains("0.png' is no drawing", run.Error, StringComparison.Ordinal);
            Assert.Equal(before, await File.ReadAllBytesAsync(folder.At("drawn", "0.png"), Token));
            Assert.True(PictureMark.IsDrawn(folder.At("drawn", "0-3.png")));
            Assert.Equal(3, Directory.EnumerateFileSystemEntries(folder.At("drawn")).Count());
        }
    }

    [Fact]
    public async Task A_drawn_clip_replaces_an_earlier_drawing_and_no_other_clip()
    {
        using var folder = new TemporaryFolder();
        Assert.SkipUnless(Clips.TryMake(folder.At("clip.mp4"), frames: 3), "ffmpeg is not installed.");
        Directory.CreateDirectory(folder.At("drawn"));
        await File.WriteAllTextAsync(folder.At("drawn", "clip.mp4"), "mine", Token);

        for (var time = 0; time < 2; time++)
        {
            (await Predict("--annotate", folder.At("drawn"), folder.At("clip.mp4"))).AssertIsDone();
            Assert.Equal("mine", await File.ReadAllTextAsync(folder.At("drawn", "clip.mp4"), Token));
            Assert.Equal(
                ["clip-2.mp4", "clip.mp4"], Directory.EnumerateFiles(folder.At("drawn")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task A_name_of_any_legal_length_is_drawn_under_one_that_fits()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Names are counted in bytes there.");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("in"));
        string[] names =
        [
            new string('x', 251) + ".png", new string('x', 251) + ".bmp", new string('表', 83) + "a.png",
            string.Concat(Enumerable.Repeat("😀", 62)) + ".png",
        ];
        foreach (var name in names)
        {
            File.Copy(_run.Picture, folder.At("in", name));
        }

        var run = await Predict("--annotate", folder.At("drawn"), folder.At("in"));

        run.AssertIsDone();
        Assert.DoesNotContain("warning", run.Error, StringComparison.Ordinal);
        var drawn = Directory.EnumerateFiles(folder.At("drawn")).Select(path => Path.GetFileName(path)!).ToArray();
        Assert.Equal(names.Length, drawn.Length);
        Assert.All(drawn, name => Assert.DoesNotContain('\ufffd', name));
        Assert.Contains(new string('x', 249) + "-2.png", drawn);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_named_before_the_work_and_one_that_was_not_used_is_not_left()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("file", "");
        (await Predict("--annotate", Path.Combine(file, "drawn"), _run.Picture)).AssertIsBadInput("file/drawn", "--annotate");
        (await Predict("--annotate", folder.At("drawn"), folder.At("missing.png")))
            .AssertIsBadInput();
        Assert.False(Directory.Exists(folder.At("drawn")));
    }

    [Fact]
    public async Task What_a_killed_run_left_is_cleaned_up_and_files_of_others_stay()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("drawn"));
        var left = folder.At("drawn", ".arbex-0123456789abcdef.partial");
        string[] mine = [folder.At("drawn", "movie.mkv.partial"), folder.At("drawn", "a.png.123.partial"), folder.At("drawn", ".arbex-x.partial")];
        foreach (var file in mine.Append(left))
        {
            await File.WriteAllTextAsync(file, "x", Token);
            File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1));
        }

        (await Predict("--annotate", folder.At("drawn"), "--output", folder.At("drawn", "a.csv"), _run.Picture)).AssertIsDone();

        Assert.False(File.Exists(left));
        Assert.All(mine, file => Assert.True(File.Exists(file)));
    }

    private Task<CommandRun> Predict(params string[] arguments) => CommandRun.Of(
        ["predict", "--model", _run.Model, "--detector", "whole", "--threads", "1", .. arguments]);
}
