using System.CommandLine;
using System.Diagnostics;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Files;
using Spectre.Console.Testing;

namespace Arbex.Cli.Tests;

public sealed class OutputGuardTests
{
    /// <summary>Options whose texts are no files.</summary>
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "--augmentation", "--box", "--calibrate-on", "--change", "--dataset", "--device", "--k", "--keep-float", "--kind", "--label-rule",
        "--levels", "--licence", "--name", "--pair", "--preset", "--ranges", "--score-on", "--seeds", "--split",
    };

    private readonly TrainedRun _run;

    public OutputGuardTests(TrainedRun run) => _run = run;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> LinesWithAnOutput =>
    [
        "evaluate --model x --dataset generated --output OUT.json", "evaluate --model x --dataset generated --report OUT.html",
        "predict x --output OUT.csv", "predict x --output OUT.jsonl", "predict x --output OUT.parquet", "predict x --figure OUT.png",
        "import x --output OUT.safetensors", "export --model x --output OUT.onnx",
        "export --model x --output y.onnx --int8 --dataset generated --sensitivity OUT.csv", "landmarks --model x --output OUT.png y",
        "pretrain --dataset generated --teacher x --output OUT.safetensors", "data inspect --dataset generated --output OUT.png",
        "data check --dataset generated --output OUT.csv", "data preview --dataset generated --output OUT.png",
        "data pack --dataset generated --output OUT.pack", "data noise --dataset generated --share 0.1 --output OUT.json",
        "data split --dataset generated --split-plan random:0.2 --output OUT.json",
    ];

    [Fact]
    public void Every_option_with_a_text_writes_or_reads_a_file_or_is_a_word()
    {
        var commands = Commands();
        Assert.All(
            commands.SelectMany(command => command.Options)
                .Where(option => option.ValueType == typeof(string) || option.ValueType == typeof(string[])),
            option => Assert.True(
                option is OutputOption || OutputGuard.Readers.Contains(option.Name) || Words.Contains(option.Name),
                $"{option.Name} is not known to write, to read, or to be a word."));
        Assert.All(
            commands.SelectMany(command => command.Options).OfType<OutputOption>(),
            option => Assert.Equal(option.Kind == OutputKind.File, option.Extensions.Count > 0));
        Assert.Equal(
            commands.Where(command => command.Options.OfType<OutputOption>().Any(option => option.Kind == OutputKind.File || option.OwnsPictures))
                .Select(command => command.Name),
            commands.Where(command => command.Options.Any(option => option.Name == OutputGuard.OverwriteName)).Select(command => command.Name));
    }

    [Fact]
    public void Every_file_that_a_command_writes_is_tried_below()
    {
        var written = Commands().SelectMany(command => command.Options.OfType<OutputOption>()
            .Where(option => option.Kind == OutputKind.File).Select(option => $"{command.Name} {option.Name}"));
        string[] lines = [.. LinesWithAnOutput.Select(row => row.Data)];
        Assert.All(written, pair => Assert.Contains(lines, line =>
            line.Contains(pair.Split(' ')[0], StringComparison.Ordinal) && line.Contains($"{pair.Split(' ')[1]} OUT", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(LinesWithAnOutput))]
    public async Task A_file_that_exists_is_replaced_only_where_that_was_allowed(string line)
    {
        using var folder = new TemporaryFolder();
        var output = line.Split(' ').Single(word => word.StartsWith("OUT", StringComparison.Ordinal));
        var path = folder.Write(output, "mine");

        var run = await CommandRun.Of(line.Replace(output, path, StringComparison.Ordinal).Split(' '));

        run.AssertIsBadInput(path, "exists already", "--overwrite");
        Assert.Equal("mine", await File.ReadAllTextAsync(path, Token));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder.FullName));
    }

    [Theory]
    [MemberData(nameof(LinesWithAnOutput))]
    public async Task A_folder_or_a_pipe_is_no_place_for_a_file(string line)
    {
        using var folder = new TemporaryFolder();
        var output = line.Split(' ').Single(word => word.StartsWith("OUT", StringComparison.Ordinal));
        var path = folder.At(output);
        string[] Line(params string[] more) => [.. line.Replace(output, path, StringComparison.Ordinal).Split(' '), .. more];
        Directory.CreateDirectory(path);
        (await CommandRun.Of(Line("--overwrite"))).AssertIsBadInput(path, "folder");
        Directory.Delete(path);

        Assert.SkipUnless(OperatingSystem.IsLinux(), "Named pipes are made by mkfifo.");
        using (var make = Process.Start("mkfifo", [path]))
        {
            await make.WaitForExitAsync(Token);
        }

        (await CommandRun.Of(Line("--overwrite"))).AssertIsBadInput(path, "named pipe");
        Assert.Equal(FileKind.Pipe, SpecialFile.KindOf(path));
    }

    [Fact]
    public async Task A_file_that_is_read_is_never_written_even_where_replacing_is_allowed()
    {
        using var folder = new TemporaryFolder();
        Samples.WriteImageFolder(folder.At("faces"), Samples.Classes);
        var picture = folder.At("faces", "train", "happy", "0.png");
        var list = folder.Write("list.csv", "path,label\nfaces/train/happy/0.png,happy\nfaces/train/sad/0.png,sad\n");
        var weights = folder.At("w.safetensors");
        File.Copy(_run.Model, weights);
        File.CreateSymbolicLink(folder.At("link.safetensors"), weights);
        File.CreateSymbolicLink(folder.At("link.png"), picture);
        File.CreateSymbolicLink(folder.At("link.csv"), list);
        Directory.CreateSymbolicLink(folder.At("link"), folder.At("faces"));
        var before = Contents(folder);

        string[][] lines =
        [
            ["data", "check", "--dataset", "manifest", "--data", list, "--output", list],
            ["data", "check", "--dataset", "manifest", "--data", list, "--output", folder.At("link.csv")],
            ["data", "check", "--dataset", "manifest", "--data", folder.At("link.csv"), "--output", list],
            ["import", weights, "--output", weights],
            ["import", folder.At("link.safetensors"), "--output", weights],
            ["import", weights, "--output", folder.At("link.safetensors")],
            ["data", "preview", "--dataset", "imagefolder", "--data", folder.At("faces"), "--output", picture],
            ["data", "preview", "--dataset", "imagefolder", "--data", folder.At("link"), "--output", picture],
            ["data", "inspect", "--dataset", "imagefolder", "--data", folder.At("faces"), "--output", folder.At("link.png")],
            ["data", "inspect", "--dataset", "manifest", "--data", list, "--output", picture],
            ["data", "preview", "--dataset", "manifest", "--data", list, "--output", folder.At("link.png")],
            ["predict", "--model", _run.Model, "--detector", "whole", picture, "--figure", picture],
            ["predict", "--model", _run.Model, "--detector", "whole", folder.At("faces"), "--figure", folder.At("link.png")],
            ["predict", "--model", _run.Model, "--detector", "whole", folder.At("faces", "*", "happy", "*.png"), "--figure", picture],
            ["predict", "--model", _run.Model, "--detector", "whole", "--list", folder.Write("l.csv", picture), "--output", folder.At("l.csv")],
        ];
        foreach (var line in lines)
        {
            (await CommandRun.Of([.. line, "--overwrite"])).AssertIsBadInput("read", "another name");
            File.Delete(folder.At("l.csv"));
            Assert.Equal(before, Contents(folder));
            folder.Write("l.csv", picture);
        }
    }

    [Fact]
    public async Task A_file_is_replaced_where_that_was_allowed_and_a_link_gives_way_without_its_target()
    {
        using var folder = new TemporaryFolder();
        var target = folder.Write("target.json", "mine");
        File.CreateSymbolicLink(folder.At("link.json"), target);
        string[] line = ["data", "noise", "--dataset", "generated", "--share", "0.1", "--output", folder.At("link.json"), "--overwrite"];

        (await CommandRun.Of(line)).AssertIsDone();
        (await CommandRun.Of(line)).AssertIsDone();

        Assert.Equal("mine", await File.ReadAllTextAsync(target, Token));
        Assert.Contains("changes", await File.ReadAllTextAsync(folder.At("link.json"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_another_process_writes_is_refused_and_a_lock_that_was_left_is_not()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("new", "noise.json");
        string[] line = ["data", "noise", "--dataset", "generated", "--share", "0.1", "--output", path];
        string lockFile;
        using (FileLock.OfFile(path, () => new ArbexException("held")))
        {
            (await CommandRun.Of(line)).AssertIsBadInput(path, "another arbex");
            lockFile = Directory.EnumerateFiles(folder.At("new")).Single();
        }

        await File.WriteAllTextAsync(lockFile, "", Token); // as a killed process leaves it
        (await CommandRun.Of(line)).AssertIsDone();
        Assert.Equal([path], Directory.EnumerateFiles(folder.At("new")));
    }

    [Fact]
    public async Task A_command_that_fails_leaves_no_folder_of_its_output()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("a", "b", "noise.json");
        (await CommandRun.Of("data", "noise", "--dataset", "generated", "--share", "2", "--output", path)).AssertIsBadInput("--share");
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.FullName));
    }

    [Fact]
    public async Task Pictures_of_a_report_take_the_place_of_none_and_go_into_no_folder_of_the_data()
    {
        using var folder = new TemporaryFolder();
        string[] line = ["evaluate", "--model", _run.Model, "--dataset", "imagefolder", "--data", _run.Data, "--pictures"];
        var mine = folder.Write("mine.png", "mine");

        (await CommandRun.Of([.. line, folder.FullName])).AssertIsBadInput("holds pictures", "--overwrite");
        (await CommandRun.Of([.. line, Path.Combine(_run.Data, "valid")])).AssertIsBadInput("--pictures");
        (await CommandRun.Of([.. line, Path.Combine(_run.Data, "valid"), "--overwrite"])).AssertIsBadInput("read from");
        (await CommandRun.Of([.. line, mine])).AssertIsBadInput("is a file");
        (await CommandRun.Of([.. line, folder.At("new")])).AssertIsDone();
        Assert.Equal("mine", await File.ReadAllTextAsync(mine, Token));
    }

    [Fact]
    public async Task Pictures_of_a_report_go_into_no_folder_that_a_link_in_the_data_leads_to()
    {
        using var folder = new TemporaryFolder();
        Samples.WriteImageFolder(folder.At("faces"), Samples.Classes);
        Directory.CreateDirectory(folder.At("pictures"));
        var real = folder.At("pictures", "kept.png");
        File.Move(folder.At("faces", "valid", "happy", "0.png"), real);
        File.CreateSymbolicLink(folder.At("faces", "valid", "happy", "0.png"), real);

        var run = await CommandRun.Of(
            "evaluate", "--model", _run.Model, "--dataset", "imagefolder", "--data", folder.At("faces"), "--pictures", folder.At("pictures"),
            "--overwrite");

        run.AssertIsBadInput("--pictures", "read from");
        Assert.Equal([real], Directory.EnumerateFiles(folder.At("pictures")));
    }

    [Fact]
    public async Task Two_outputs_of_one_command_are_two_files()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("real"));
        Directory.CreateSymbolicLink(folder.At("link"), folder.At("real"));
        var (a, b) = (folder.At("real", "x.png"), folder.At("link", "x.png"));
        string[] line = ["predict", "--model", _run.Model, "--detector", "whole", _run.Picture];

        (await CommandRun.Of([.. line, "--figure", a, "--annotate", folder.At("link")])).AssertIsBadInput("--figure", "--annotate");
        (await CommandRun.Of([.. line, "--figure", b, "--annotate", folder.At("real")])).AssertIsBadInput("--figure", "--annotate");
        (await CommandRun.Of([.. line, "--figure", folder.At("new", "x.png"), "--annotate", folder.At("new")])).AssertIsBadInput("--figure");
        (await CommandRun.Of(
            "evaluate", "--model", _run.Model, "--dataset", "imagefolder", "--data", _run.Data, "--report", folder.At("r.html"),
            "--pictures", folder.FullName)).AssertIsDone();
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.At("real")));
        Assert.False(Directory.Exists(folder.At("new")));
    }

    [Fact]
    public async Task Locks_that_killed_processes_left_are_deleted_and_nothing_else()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Locks stay there.");
        using var folder = new TemporaryFolder();
        var left = folder.Write(".arbex-0123456789abcdef.lock", "");
        string[] others =
        [
            folder.Write(".arbex-fedcba9876543210.lock", "text"), folder.Write(".arbex-notes.lock", ""), folder.At(".arbex-00000000000000ff.lock"),
        ];
        File.CreateSymbolicLink(others[2], folder.Write("target", ""));
        using (FileLock.OfFile(folder.At("held.json"), () => new ArbexException("held")))
        {
            var held = Directory.EnumerateFiles(folder.FullName, ".arbex-*.lock").Except([left, .. others]).Single();
            (await CommandRun.Of("data", "noise", "--dataset", "generated", "--share", "0.1", "--output", folder.At("a.json"))).AssertIsDone();
            Assert.True(File.Exists(held));
        }

        Assert.False(File.Exists(left));
        Assert.All(others, path => Assert.True(File.Exists(path)));
    }

    [Fact]
    public async Task One_command_at_a_time_draws_into_a_folder()
    {
        using var folder = new TemporaryFolder();
        string[] predict = ["predict", "--model", _run.Model, "--detector", "whole", _run.Picture, "--annotate", folder.At("drawn")];
        string[] evaluate = ["evaluate", "--model", _run.Model, "--dataset", "imagefolder", "--data", _run.Data, "--pictures", folder.At("drawn")];
        using (FileLock.OfFolder(folder.At("drawn"), () => new ArbexException("held")))
        {
            (await CommandRun.Of(predict)).AssertIsBadInput("Another arbex", "--annotate");
            (await CommandRun.Of(evaluate)).AssertIsBadInput("Another arbex", "--pictures");
        }

        (await CommandRun.Of(predict)).AssertIsDone();
        Assert.Equal(["0.png"], Directory.EnumerateFileSystemEntries(folder.At("drawn")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_table_of_answers_in_the_folder_of_the_pictures_is_no_input()
    {
        using var folder = new TemporaryFolder();
        File.Copy(_run.Picture, folder.At("a.png"));
        string[] line = ["predict", "--model", _run.Model, "--detector", "whole", folder.FullName, "--overwrite"];
        (await CommandRun.Of([.. line, "--output", folder.At("a.csv")])).AssertIsDone();
        (await CommandRun.Of([.. line, "--output", folder.At("a.csv")])).AssertIsDone();
        (await CommandRun.Of([.. line, "--figure", folder.At("a.png")])).AssertIsBadInput("read");
        File.CreateSymbolicLink(folder.At("b.png"), folder.At("a.csv"));
        (await CommandRun.Of([.. line, "--output", folder.At("a.csv")])).AssertIsBadInput("read");
    }

    [Fact]
    public async Task A_working_folder_that_was_deleted_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere it cannot be deleted.");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("gone"));
        const string Script = "cd \"$1\" && rmdir \"$1\" && exec dotnet \"$2\" data noise --dataset generated --share 0.1 --output a.json";
        using var process = new ChildProcess(
            "sh", "-c", Script, "sh", folder.At("gone"), Path.Combine(AppContext.BaseDirectory, "Arbex.Cli.dll"));
        var (exitCode, _, error) = await process.End();
        Assert.NotEqual(0, exitCode);
        Assert.Contains("working folder was deleted", error, StringComparison.Ordinal);
    }

    private static string Contents(TemporaryFolder folder) => string.Join('\n', Directory
        .EnumerateFiles(folder.FullName, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Where(path => !path.EndsWith("l.csv", StringComparison.Ordinal))
        .Select(path => $"{path} {Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)))}"));

    private static Command[] Commands()
    {
        using var console = new TestConsole();
        var root = ArbexCommandLine.Root(
            new CommandHost(console, console, TimeProvider.System), new Option<bool>("--verbose"));
        return [.. root.Subcommands.SelectMany(command => command.Subcommands.Append(command))];
    }
}
