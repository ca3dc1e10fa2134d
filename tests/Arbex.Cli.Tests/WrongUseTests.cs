using Arbex.Cli.Hosting;

namespace Arbex.Cli.Tests;

public sealed class WrongUseTests
{
    public static TheoryData<string, string> WrongLines => new()
    {
        { "trian", "demo, train, evaluate" },
        { "trian", "Did you mean 'train'?" },
        { "data insepct", "Did you mean 'inspect'?" },
        { "ablate", "smoothing" },
        { "predict --model x --jsn face.png", "Did you mean '--json'?" },
        { "train --dataset generated --output --overwrit", "There is no option '--overwrit'" },
        { "train", "--dataset" },
        { "train --dataset cifar --output x", "cifar" },
        { "train --dataset imagefolder --output never-made", "--data" },
        { "train --dataset imagefolder --data /nowhere --output never-made", "/nowhere" },
        { "train --dataset ferplus --data /nowhere --output never-made", "/nowhere" },
        { "train --dataset generated --label-rule majority --output never-made", "--label-rule" },
        { "train --dataset generated --data /nowhere.json --output never-made", "/nowhere.json" },
        { "train --dataset generated --label-noise 2 --output never-made", "--label-noise" },
        { "train --dataset generated --preset huge --output never-made", "huge" },
        { "train --dataset generated --preset compact --recipe /nowhere.json --output never-made", "--preset" },
        { "train --dataset generated --recipe /nowhere.json --output never-made", "/nowhere.json" },
        { "train --dataset generated --epochs 0 --output never-made", "epochs" },
        { "train --dataset generated --epochs many --output never-made", "many" },
        { "train --dataset generated --threads -1 --output never-made", "--threads" },
        { "train --dataset generated --workers 0 --output never-made", "--workers" },
        { "train --dataset generated --seeds 1,2,1 --output never-made", "1 twice" },
        { "train --dataset generated --seeds 1,two --output never-made", "two" },
        { "train --dataset generated --seeds , --output never-made", "--seeds" },
        { "train --dataset generated --seeds 1,2 --seed 3 --output never-made", "--seed were both" },
        { "train --dataset generated --folds 1 --output never-made", "--folds is 1" },
        { "train --dataset generated --folds 3 --seeds 1,2 --output never-made", "single --seed" },
        { "train --dataset generated --folds 3 --split-plan logo:a --output never-made", "--split-plan" },
        { "train --dataset generated --folds 9999 --output never-made", "too few for the 9999 folds" },
        { "train --dataset generated --score-on test --output never-made", "no test samples" },
        { "train --dataset generated --score-on train --output never-made", "train" },
        { "train --dataset generated --packed /nowhere.pack --output never-made", "/nowhere.pack" },
        { "train --dataset generated --device tpu --output never-made", "tpu" },
        { "train --dataset generated --resume --output never-made", "holds no run" },
        { "evaluate --model /nowhere.safetensors --dataset generated", "/nowhere.safetensors" },
        { "evaluate --model x --dataset generated --output table.txt", ".json" },
        { "predict --model /nowhere.safetensors face.png", "/nowhere.safetensors" },
        { "predict --model x --output picture.jpg face.png", ".jsonl" },
        { "predict --model x --figure picture.jpg face.png", ".png" },
        { "predict --model x", "--list" },
        { "predict --model x --resume face.png", "--output" },
        { "predict --model x --risk 2 face.png", "TargetRisk" },
        { "info", "--preset" },
        { "info --preset compact --model x", "--preset" },
        { "info --model /nowhere.safetensors", "/nowhere.safetensors" },
        { "import", "FILE" },
        { "import /nowhere.pth", "/nowhere.pth" },
        { "import x.pth --output net.pth", ".safetensors" },
        { "import x.pth --labels happy", "happy" },
        { "landmarks --model /nowhere.pth /nowhere.png", "/nowhere.png" },
        { "landmarks face.png", "--model" },
        { "landmarks --model x --box 1,2,3 face.png", "--box" },
        { "landmarks --model x --box 1,2,0,4 face.png", "1,2,0,4" },
        { "landmarks --model x --output points.jpg face.png", ".png" },
        { "train --dataset generated --weights /nowhere.pth --preset compact --output never-made", "/nowhere.pth" },
        { "train --dataset generated --resume --weights Arbex.Cli.dll --output never-made", "--weights" },
        { "data", "arbex data --help" },
        { "data insepct", "inspect, check, preview, pack, noise" },
        { "data inspect --dataset imagfolder --data x", "Did you mean 'imagefolder'?" },
        { "data inspect --dataset affectnet --data x", "--dataset is 'affectnet'. Did you mean 'affectnet7'? Expected one of affectnet7, " },
        { "train --dataset generated --label-rule votes --output never-made", "Expected one of " },
        { "data check", "arbex data check --help" },
        { "data preview --dataset generated --output sheet.jpg", ".png" },
        { "data preview --dataset generated --augmentation wild --output sheet.png", "wild" },
        { "data inspect --dataset generated --recipe /nowhere.json", "/nowhere.json" },
        { "data noise --dataset generated --share 2 --output never-made.json", "--share" },
        { "train --dataset generated --label-noise-list /nowhere.json --output never-made", "/nowhere.json" },
        { "demo --recipe /nowhere.json", "/nowhere.json" },
        { "models", "arbex models --help" },
        { "models pull", "NAME" },
        { "models pull mtcnn", "yunet, retinaface" },
        { "models verify mtcnn", "mtcnn" },
    };

    [Theory]
    [MemberData(nameof(WrongLines))]
    public async Task Wrong_use_is_one_line_and_exit_code_2(string line, string named)
    {
        var run = await CommandRun.Of(line.Split(' '));

        run.AssertIsBadInput(named);
        Assert.Single(run.ErrorLines);
        Assert.DoesNotContain("..", run.Error.Replace("./--", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.False(Directory.Exists("never-made"));
    }

    [Fact]
    public async Task Nothing_at_all_shows_the_help_on_standard_error()
    {
        var run = await CommandRun.Of();

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("Commands:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_verbose_shows_where_an_error_came_from()
    {
        var run = await CommandRun.Of("info", "--model", "/nowhere.safetensors", "--verbose");

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("   at Arbex.", run.Error, StringComparison.Ordinal);
    }
}
