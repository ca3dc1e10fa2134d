using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Cli.Train;
using Arbex.Training.Landmarks;

namespace Arbex.Cli.Pretrain;

/// <summary><c>arbex pretrain</c>.</summary>
internal sealed class PretrainCommand : ArbexCommand
{
    private readonly DatasetOptions _dataset = new("Decides here only which faces count, by default as for arbex train.");
    private readonly ComputeOptions _compute = new();
    private readonly LoadingOptions _loading = new();
    private readonly Option<string?> _recipe = SharedOptions.Recipe();
    private readonly Option<string?> _preset = SharedOptions.Preset();
    private readonly Option<long?> _seed = SharedOptions.Seed();
    private readonly Option<bool> _strict = SharedOptions.Strict();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly Option<string> _teacher = new("--teacher")
    {
        Description = "MobileFaceNet with its 68 points: .pth or .safetensors, alone or inside POSTER or POSTER++. Its weights are "
            + "only asked, and not copied.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly OutputOption _output = new("--output")
    {
        Description = "The weights of the landmark stream, for arbex train --weights.",
        HelpName = "FILE.safetensors",
        Required = true,
        Extensions = [".safetensors"],
    };

    private readonly Option<int> _epochs = new("--epochs")
    {
        Description = "Epochs to train.",
        HelpName = "N",
        DefaultValueFactory = _ => 5,
    };

    public PretrainCommand(CommandHost host)
        : base(
            "pretrain",
            "Teaches the landmark stream where eyes, brows, nose, mouth and jaw are, before it learns expressions.",
            "The teacher says once where the points of every face are; faces are taken to fill their pictures. Sizes,\n"
            + "preprocessing, augmentation, refinement, batch size, rate, schedule, decay, clipping and seed are the recipe's;\n"
            + "accumulation, SAM, averaging, mixup and parameter groups wait for the training that follows. Divide the data as\n"
            + "there (--split-plan, --split-seed, --labels), so that faces that are held out stay unseen. The error that is\n"
            + "shown is the mean distance from the teacher's points, as a share of the distance between the outer corners of\n"
            + "the eyes.",
            "arbex pretrain --dataset ferplus --data ferplus --recipe recipes/ferplus-compact.json --teacher mobilefacenet.pth "
            + "--output landmarks.safetensors",
            "arbex train --dataset ferplus --data ferplus --recipe recipes/ferplus-compact.json --weights landmarks.safetensors "
            + "--output runs/pretrained")
    {
        _host = host;
        _dataset.AddTo(this);
        Options.Add(_teacher);
        Options.Add(_recipe);
        Options.Add(_preset);
        Options.Add(_epochs);
        Options.Add(_seed);
        AddOutput(_output);
        _compute.AddTo(this);
        _loading.AddTo(this);
        Options.Add(_strict);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var document = new PretrainService(_host).Run(
            new PretrainRequest
            {
                Dataset = _dataset.Read(parse),
                Recipe = new RecipeRequest
                {
                    File = parse.GetValue(_recipe),
                    Preset = parse.GetValue(_preset),
                    Seed = parse.GetValue(_seed),
                },
                Teacher = parse.GetValue(_teacher)!,
                Epochs = SharedOptions.CheckCount(parse, _epochs, 1, LandmarkPretraining.MostEpochs),
                Output = parse.GetValue(_output)!,
                Compute = _compute.Read(parse),
                Loading = _loading.Read(parse),
                Strict = parse.GetValue(_strict),
            },
            cancellation);
        if (parse.GetValue(_json))
        {
            _host.WriteJson(document);
        }
        else
        {
            _host.Tell($"Wrote {document.Output}. Start from it with arbex train --weights {document.Output}.");
        }

        return ExitCode.Done;
    }
}
