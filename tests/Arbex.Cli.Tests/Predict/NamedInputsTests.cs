using Arbex.Cli.Predict;

namespace Arbex.Cli.Tests.Predict;

/// <summary>Inputs that the user named, whatever their names and kinds.</summary>
public sealed class NamedInputsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TrainedRun _run;

    public NamedInputsTests(TrainedRun run) => _run = run;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("@photo.png")]
    [InlineData("@@photo.png")]
    [InlineData("-photo.png")]
    [InlineData("photo[1].png")]
    [InlineData("photo *?.png")]
    [InlineData("photo.dat")]
    [InlineData("photo")]
    public async Task A_file_of_any_name_is_that_file(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Some of the names are none there.");
        File.Copy(_run.Picture, _folder.At(name));
        using var run = Consoles.ShellRun.Start(
            $"cd '{_folder.FullName}'; exec $A predict --model '{_run.Model}' --detector whole --threads 1 --json '{name}'");

        var ended = await run.End();

        ended.AssertIsDone();
        Assert.Equal(name, ended.Json[0]!["file"]!.GetValue<string>());
        Assert.NotEmpty(ended.Json[0]!["faces"]!.AsArray());
    }

    [Fact]
    public async Task Words_that_begin_with_an_at_sign_are_words_everywhere()
    {
        var list = _folder.Write("words", "--json");

        (await CommandRun.Of("info", "--preset", "@" + list)).AssertIsBadInput("@" + list);
        (await CommandRun.Of("@" + list)).AssertIsBadInput("There is no command '@" + list);
    }

    [Fact]
    public async Task Where_the_ending_says_nothing_the_content_decides()
    {
        Assert.SkipUnless(Clips.TryMake(_folder.At("clip.mp4"), frames: 3), "ffmpeg is not installed.");
        Clips.Animate(_folder.At("clip.mp4"), _folder.At("moves.gif"), framesPerSecond: 10);
        foreach (var (name, container) in new[] { ("a", "mp4"), ("b", "mpegts"), ("c", "matroska"), ("d", "avi"), ("e", "flv"), ("f", "asf") })
        {
            using var ffmpeg = System.Diagnostics.Process.Start(
                "ffmpeg", ["-v", "error", "-i", _folder.At("clip.mp4"), "-f", container, _folder.At($"{name}.unknown")]);
            await ffmpeg.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(FileContent.Of(_folder.At($"{name}.unknown")).IsClip, container);
        }

        File.Move(_folder.At("moves.gif"), _folder.At("moves.unknown"));
        Assert.True(FileContent.Of(_folder.At("moves.unknown")).MayMove);
        Assert.False(FileContent.Of(_folder.At("moves.unknown")).IsClip);
        Assert.False(FileContent.Of(_run.Picture).IsClip);
        Assert.False(FileContent.Of(_folder.Write("photo.heic", "\0\0\0\u0018ftypheic\0\0\0\0mif1")).IsClip);
        var run = await Predict("--json", _folder.At("a.unknown"), _folder.At("moves.unknown"));
        run.AssertIsDone();
        Assert.All(run.Json.AsArray(), answer => Assert.NotNull(answer!["frame"]));
    }

    [Fact]
    public async Task A_wrong_ending_does_not_hide_what_a_file_is()
    {
        Assert.SkipUnless(Clips.TryMake(_folder.At("clip.mp4"), frames: 3), "ffmpeg is not installed.");
        Clips.Animate(_folder.At("clip.mp4"), _folder.At("moves.gif"), framesPerSecond: 10);
        File.Move(_folder.At("moves.gif"), _folder.At("moves.jpg"));
        File.Move(_folder.At("clip.mp4"), _folder.At("clip.png"));
        File.Copy(_run.Picture, _folder.At("picture.mp4"));

        var run = await Predict("--json", _folder.At("moves.jpg"), _folder.At("clip.png"), _folder.At("picture.mp4"));

        run.AssertIsDone();
        var frames = run.Json.AsArray().GroupBy(answer => Path.GetFileName(answer!["file"]!.GetValue<string>()))
            .ToDictionary(file => file.Key, file => file.Count());
        Assert.Equal(3, frames["moves.jpg"]);
        Assert.Equal(3, frames["clip.png"]);
        Assert.Equal(1, frames["picture.mp4"]);
    }

    [Fact]
    public async Task A_name_that_is_not_utf_8_is_called_that()
    {
        var run = await Predict(_folder.At("a\ufffd.png"));

        Assert.Contains("its name is not UTF-8", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pattern_without_a_hit_and_an_address_are_named_and_the_rest_is_answered()
    {
        var (typo, address) = (_folder.At("typo*.png"), "https://host/a.jpg?w=3");

        var run = await Predict("--json", typo, address, _run.Picture);
        run.AssertIsDone();
        Assert.Contains("fits", run.Json[0]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("fetches nothing", run.Json[1]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotEmpty(run.Json[2]!["faces"]!.AsArray());
        (await Predict("--strict", _run.Picture, typo)).AssertIsBadInput("typo*.png");
    }

    [Theory]
    [InlineData("x.png")]
    [InlineData("x.mp4")]
    [InlineData("x.gif")]
    [InlineData("x")]
    public async Task Pipes_are_refused_at_once_by_name(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are made by Linux's program.");
        using (var make = System.Diagnostics.Process.Start("mkfifo", [_folder.At(name)]))
        {
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var run = await Predict("--json", _folder.At(name), _run.Picture);
        run.AssertIsDone();
        Assert.Contains("is a named pipe", run.Json[0]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
        (await Predict("--list", _folder.At(name))).AssertIsBadInput("The list", "is a named pipe");
        (await CommandRun.Of("predict", "--model", _folder.At(name), _run.Picture)).AssertIsBadInput("is a named pipe");
    }

    [Fact]
    public async Task What_a_shell_passes_as_a_descriptor_is_read()
    {
        var run = await Consoles.ShellRun.Of(
            $"cat '{_run.Picture}' | $A predict --model '{_run.Model}' --detector whole --threads 1 --json /dev/stdin; "
            + $"$A predict --model '{_run.Model}' --detector whole --threads 1 --json /dev/fd/7 7<'{_run.Picture}'");

        run.AssertIsDone();
        Assert.Equal(2, run.Output.Split("\"faces\":[{").Length - 1);
    }

    [Fact]
    public async Task What_a_folder_leaves_out_is_said_and_counted()
    {
        File.Copy(_run.Picture, _folder.At("a.png"));
        _folder.Write("IMG_1.HEIC", "x");
        _folder.Write("notes.txt", "x");

        var shown = await Predict(_folder.FullName);
        shown.AssertIsDone();
        Assert.Contains("left out 2 files of other kinds, such as", shown.Error, StringComparison.Ordinal);
        Assert.Contains("IMG_1.HEIC", shown.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Predict("--json", _folder.FullName)).Json[1]!["leftOut"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_list_may_have_nul_between_its_paths_and_names_with_line_ends()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        var odd = _folder.At("new\nline .png");
        File.Copy(_run.Picture, odd);
        var list = _folder.Write("list", $"{odd}\0{_run.Picture}\0");

        var run = await Predict("--json", "--list", list);

        run.AssertIsDone();
        Assert.Equal([odd, _run.Picture], run.Json.AsArray().Select(answer => answer!["file"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_list_without_an_end_is_refused()
    {
        var run = await Consoles.ShellRun.Of($"exec $A predict --model '{_run.Model}' --detector whole --list - < /dev/zero");
        run.AssertIsBadInput("'-'", "Expected a list");
        (await Predict("--list", "/dev/zero")).AssertIsBadInput("is a device");
        using (var sparse = File.Create(_folder.At("sparse")))
        {
            sparse.SetLength(1L << 40);
        }

        (await Predict("--list", _folder.At("sparse"))).AssertIsBadInput("sparse", "Expected a list");
    }

    private Task<CommandRun> Predict(params string[] arguments) => CommandRun.Of(
        ["predict", "--model", _run.Model, "--detector", "whole", "--threads", "1", .. arguments]);
}
