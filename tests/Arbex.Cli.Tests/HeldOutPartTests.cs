using System.Globalization;
using Arbex.Imaging;
using Arbex.Inference;

namespace Arbex.Cli.Tests;

/// <summary>FER+ with a training part alone: learnt by the distribution of votes, scored by their majority.</summary>
public sealed class HeldOutPartTests : IDisposable
{
    private const int Pictures = 260;

    private readonly TemporaryFolder _folder = new();

    public HeldOutPartTests()
    {
        var votes = new List<string>
        {
            "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF",
        };
        Directory.CreateDirectory(_folder.At("ferplus", "FER2013Train"));
        for (var i = 0; i < Pictures; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"f{i}.png");
            var kind = i % 4; // a quarter is undecided by majority
            votes.Add($"Training,{name},{((string[])["10,0,0", "0,10,0", "0,0,10", "5,5,0"])[kind]},0,0,0,0,0,0,0");
            var pixels = Enumerable.Repeat((byte)(60 * (kind + 1) - i % 7), 36 * 36 * ImageBuffer.Channels).ToArray();
            ImageEncoder.WritePng(new ImageBuffer(36, 36, pixels), _folder.At("ferplus", "FER2013Train", name));
        }

        votes.Add(votes[1]); // the published list repeats some lines
        _folder.Write("ferplus/fer2013new.csv", string.Join('\n', votes));
        _folder.Write("micro.json", Samples.MicroRecipeWith("\"epochs\": 1, \"data\": { \"validationShare\": 0.5 }"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Faces_that_training_held_out_are_found_again_under_either_rule()
    {
        var trained = await Train();
        trained.AssertIsDone();
        Assert.Equal("FER+ (distribution), 50 % held out (seed 1)", Name(trained.Json["evaluation"]!));

        var same = await Evaluate("--label-rule", "distribution");
        same.AssertIsDone();
        Assert.Equal(trained.Json["evaluation"]!.ToJsonString(), same.Json.ToJsonString());

        var majority = await Evaluate();
        majority.AssertIsDone();
        Assert.Equal("FER+ (majority), 50 % of FER+ (distribution) held out (seed 1)", Name(majority.Json));
        // An undecided face shows two expressions alike, of which the first counts: neutral loses them, happiness none.
        var (all, some) = (Counts(same), Counts(majority));
        Assert.Equal(all[1..], some[1..]);
        Assert.InRange(some[0], 1, all[0] - 20);
        Assert.Contains(
            $"Training held out {all.Sum()} of {Pictures + 1} training samples", majority.Error.ReplaceLineEndings(" "),
            StringComparison.Ordinal);
        Assert.Contains($"{some.Sum()} of them count in FER+ (majority)", majority.Error, StringComparison.Ordinal);
        Assert.Contains("was chosen by its accuracy on the valid part", majority.Error, StringComparison.Ordinal);
        (await Evaluate("--split-seed", "2")).AssertIsBadInput("may have learnt", "--split-seed");
    }

    [Fact]
    public async Task A_file_is_calibrated_on_the_faces_that_training_held_out()
    {
        (await Train()).AssertIsDone();
        var run = await CommandRun.Of(
            "export", "--model", Model, "--output", _folder.At("model.onnx"), "--dataset", "ferplus", "--data",
            _folder.At("ferplus"), "--calibrate-on", "valid", "--label-rule", "distribution", "--threads", "1");
        run.AssertIsDone();

        using var model = OnnxExpressionModel.Load(_folder.At("model.onnx"));
        Assert.Equal(
            "FER+ (distribution), 50 % held out (seed 1), valid", model.Description.Calibration!.MeasuredOn);
        Assert.Equal(Counts(await Evaluate("--label-rule", "distribution")).Sum(), model.Description.Calibration.Samples);
    }

    [Fact]
    public async Task A_calibrated_file_is_scored_as_it_answers_or_as_its_checkpoint_does()
    {
        (await Train()).AssertIsDone();
        var file = _folder.At("model.onnx");
        (await CommandRun.Of(
            "export", "--model", Model, "--output", file, "--dataset", "ferplus", "--data", _folder.At("ferplus"),
            "--calibrate-on", "valid", "--threads", "1", "--label-rule", "distribution")).AssertIsDone();
        var (checkpoint, calibrated, raw) = (await Evaluate(), await EvaluateFile(file), await EvaluateFile(file, "--uncalibrated"));

        Assert.Equal(Name(checkpoint.Json), Name(calibrated.Json));
        Assert.Null(raw.Json["appliedTemperature"]);
        var temperature = calibrated.Json["appliedTemperature"]!.GetValue<double>();
        Assert.NotInRange(temperature, 0.999, 1.001);
        Assert.Equal(Nll(checkpoint, "final"), Nll(raw, "final"), 1e-4);
        Assert.NotEqual(Nll(raw, "final"), Nll(calibrated, "final"), 1e-4);
        Assert.NotEqual(Nll(raw, "primary"), Nll(calibrated, "primary"), 1e-4); // at the same temperature: the rest is balancing
        Assert.DoesNotContain("inside", calibrated.Error, StringComparison.Ordinal); // another reading of the faces

        var fitted = await EvaluateFile(file, "--label-rule", "distribution");
        Assert.Contains("The temperature inside", fitted.Error, StringComparison.Ordinal);
        Assert.InRange(Nll(fitted, "final"), 0, Nll(await Evaluate("--label-rule", "distribution"), "final"));
    }

    [Fact]
    public async Task A_model_that_held_nothing_out_has_no_valid_part_there()
    {
        _folder.Write("micro.json", Samples.MicroRecipeWith("\"epochs\": 1, \"data\": { \"validationShare\": 0 }"));
        (await Train()).AssertIsDone();
        (await Evaluate()).AssertIsBadInput("no valid samples");
    }

    private string Model => _folder.At("run", "best.safetensors");

    private static string Name(System.Text.Json.Nodes.JsonNode evaluation) => evaluation["dataset"]!.GetValue<string>();

    private static int[] Counts(CommandRun evaluated) =>
        [.. evaluated.Json["final"]!["perClass"]!.AsArray().Select(row => row!["support"]!.GetValue<int>())];

    private Task<CommandRun> Train() => CommandRun.Of(
        "train", "--dataset", "ferplus", "--data", _folder.At("ferplus"), "--recipe", _folder.At("micro.json"),
        "--output", _folder.At("run"), "--threads", "1", "--json");

    private static double Nll(CommandRun run, string distribution) => run.Json[distribution]!["nll"]!.GetValue<double>();

    private Task<CommandRun> Evaluate(params string[] more) => EvaluateFile(Model, more);

    private Task<CommandRun> EvaluateFile(string model, params string[] more) => CommandRun.Of(
    [
        "evaluate", "--model", model, "--dataset", "ferplus", "--data", _folder.At("ferplus"), "--split", "valid",
        "--threads", "1", "--json", .. more,
    ]);
}
