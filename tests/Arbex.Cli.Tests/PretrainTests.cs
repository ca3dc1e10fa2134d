using Arbex.Checkpoints;
using Arbex.Networks;

namespace Arbex.Cli.Tests;

/// <summary>The command around the pretraining; what it learns is tested with the library.</summary>
public sealed class PretrainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _teacher;
    private readonly string _recipe;
    private readonly string _faces;

    public PretrainTests()
    {
        _teacher = _folder.At("net.safetensors");
        using var network = new LandmarkBackbone(new LandmarkBackboneOptions { Points = 68 });
        SafeTensors.Write(_teacher, network.state_dict(), new Dictionary<string, string>());
        _recipe = _folder.Write("recipe.json", Samples.MicroRecipe);
        _faces = _folder.Write("faces.json", Samples.MicroFaces);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_training_starts_from_what_was_pretrained()
    {
        var weights = _folder.At("landmarks.safetensors");
        var run = await Pretrain(weights, "--json");
        run.AssertIsDone();
        Assert.Equal(32, run.Json["faces"]!.GetValue<int>());
        Assert.Equal(2, run.Json["epochs"]!.AsArray().Count);
        Assert.Contains(run.ErrorLines, line => line.Contains("epoch 2/2", StringComparison.Ordinal));

        var train = await CommandRun.Of(
            "train", "--dataset", "generated", "--data", _faces, "--recipe", _recipe, "--weights", weights, "--output",
            _folder.At("run"), "--epochs", "1", "--threads", "1");
        train.AssertIsDone();
        Assert.Contains("tensors are imported; the others start at random", train.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", train.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faces_that_training_will_hold_out_are_not_learnt_from()
    {
        Samples.WriteImageFolder(_folder.At("data"), Samples.Classes);
        Directory.Delete(_folder.At("data", "valid"), recursive: true);
        var run = await CommandRun.Of(
            "pretrain", "--dataset", "imagefolder", "--data", _folder.At("data"), "--recipe", _recipe, "--teacher", _teacher,
            "--threads", "1", "--epochs", "1", "--output", _folder.At("landmarks.safetensors"), "--json");
        run.AssertIsDone();
        Assert.InRange(run.Json["faces"]!.GetValue<int>(), 2, 11); // of 12
        Assert.Contains("held out", run.Error, StringComparison.Ordinal);
        Assert.NotNull(run.Json["epochs"]![0]!["validError"]);
    }

    [Fact]
    public async Task A_stopped_pretraining_says_that_nothing_was_written()
    {
        using var stop = new StoppingClock(_ => true);
        var run = await CommandRun.Of(
            [
                "pretrain", "--dataset", "generated", "--data", _faces, "--recipe", _recipe, "--teacher", _teacher, "--threads", "1",
                "--output", _folder.At("landmarks.safetensors"),
            ],
            stop, stop.Token);
        Assert.Equal(Hosting.ExitCode.Stopped, run.ExitCode);
        Assert.Contains("nothing was written", run.ErrorLines[^1], StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("landmarks.safetensors")));
    }

    [Fact]
    public async Task The_teacher_is_not_overwritten() =>
        (await Pretrain(_teacher)).AssertIsBadInput("--output", "--teacher");

    [Fact]
    public async Task A_name_that_is_no_file_of_weights_is_refused() =>
        (await Pretrain(_folder.At("landmarks.txt"))).AssertIsBadInput("landmarks.txt", ".safetensors");

    [Fact]
    public async Task Epochs_below_one_are_refused() =>
        (await Pretrain(_folder.At("landmarks.safetensors"), "--epochs", "0")).AssertIsBadInput("epochs", "0");

    [Fact]
    public async Task A_teacher_that_does_not_know_the_points_is_refused()
    {
        using (var network = new LandmarkBackbone(new LandmarkBackboneOptions()))
        {
            SafeTensors.Write(_teacher, network.state_dict(), new Dictionary<string, string>());
        }

        (await Pretrain(_folder.At("landmarks.safetensors"))).AssertIsBadInput("net.safetensors", "output layer");
    }

    private Task<CommandRun> Pretrain(string output, params string[] more) => CommandRun.Of(
    [
        "pretrain", "--dataset", "generated", "--data", _faces, "--recipe", _recipe, "--teacher", _teacher, "--threads", "1",
        "--output", output, .. more.Contains("--epochs") ? more : ["--epochs", "2", .. more],
    ]);
}
