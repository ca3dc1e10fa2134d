using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Cli.Train;

namespace Arbex.Cli.Ablate;

/// <summary>One of the studies.</summary>
internal sealed class StudyCommand : ArbexCommand
{
    private readonly StudyKind _kind;
    private readonly CommandHost _host;
    private readonly DatasetOptions _dataset = new(
        "By default training learns from the distribution and validation is scored by majority.");
    private readonly ComputeOptions _compute = new();
    private readonly LoadingOptions _loading = new();
    private readonly Option<string?> _recipe = SharedOptions.Recipe();
    private readonly Option<string?> _preset = SharedOptions.Preset();
    private readonly Option<int?> _epochs = SharedOptions.Epochs();
    private readonly Option<bool> _strict = SharedOptions.Strict();
    private readonly Option<bool> _json = SharedOptions.Json();

    private readonly OutputOption _output = new("--output")
    {
        Description = "Folder of the study: a run folder for every cell, table.md, table.csv and plot.png. What is done there is "
            + "not done again.",
        HelpName = "DIR",
        Required = true,
        Kind = OutputKind.RunFolder,
    };

    private readonly Option<string> _seeds = new("--seeds")
    {
        Description = "Seeds, with commas between them; the table has mean and standard deviation over them.",
        HelpName = "LIST",
        DefaultValueFactory = _ => "1,2,3",
    };

    private readonly Option<string[]> _reuse = new("--reuse")
    {
        Description = "Folders of other studies: a finished run of the same recipe, seed and data is taken over instead of trained "
            + "again.",
        HelpName = "DIR",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _anchors = new("--k")
    {
        Description = "Numbers of anchors, with commas between them. [default: the paper's]",
        HelpName = "LIST",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string[]> _weights = new("--weights")
    {
        Description = "Start every run from the encoder of these weights, such as another run's best.safetensors; head, anchors "
            + "and attention start from nothing. Where the recipe freezes the encoder, it is asked once for all runs of a seed, and a "
            + "run takes seconds.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _levels = new("--levels")
    {
        Description = "Levels in per cent, with commas between them. [default: the paper's, or 0,20,40]",
        HelpName = "LIST",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string[]> _teachers = SharedOptions.Teachers();

    private readonly Option<string[]> _changes = new("--change")
    {
        Description = "A row: entries of the recipe as the file spells them, such as weightAverage=0 or "
            + "optimizer.schedule=constant,epochs=3; where a text with a colon comes first, it is the row's name.",
        HelpName = "CHANGE",
        AllowMultipleArgumentsPerToken = true,
        Required = true,
    };

    private readonly Option<bool> _pixelNoise = new("--pixel-noise")
    {
        Description = "Put the noise on the pixels of training pictures instead of on their labels.",
    };

    public StudyCommand(CommandHost host, StudyKind kind)
        : base(
            kind.Name, kind.Description,
            "Every run is trained by the recipe with one thing changed, and scored on the validation part after its last\n"
            + "epoch: no epoch is chosen, so no score is too good (losses aside, which draws curves). The data are opened with\n"
            + "wrong labels drawn by each run's seed. Stopping loses nothing: the same command goes on.",
            $"arbex ablate {kind.Name} --dataset ferplus --data ferplus --recipe {kind.ExampleRecipe} --output runs/{kind.Name}"
            + (kind.NeedsWeights ? " --weights runs/first/best.safetensors" : "")
            + (kind.HasChanges ? " --change weightAverage=0 --change \"sharp: optimizer.sharpnessRadius=0.05\"" : "")
            + (kind.HasAnchors ? " --k 0,10" : "") + (kind.HasLevels ? " --levels 0,20,40" : ""))
    {
        (_host, _kind) = (host, kind);
        _dataset.AddTo(this);
        Options.Add(_recipe);
        Options.Add(_preset);
        AddOutput(_output);
        Options.Add(_seeds);
        Options.Add(_reuse);
        Options.Add(_epochs);
        _weights.Required = kind.NeedsWeights;
        Options.Add(_weights);
        Options.Add(_teachers);
        if (kind.HasChanges)
        {
            Options.Add(_changes);
        }

        if (kind.HasAnchors)
        {
            Options.Add(_anchors);
        }

        if (kind.HasLevels)
        {
            Options.Add(_levels);
        }

        if (kind.HasPixelNoise)
        {
            Options.Add(_pixelNoise);
        }

        _compute.AddTo(this);
        _loading.AddTo(this);
        Options.Add(_strict);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var request = new AblateRequest
        {
            Kind = _kind,
            Dataset = _dataset.Read(parse),
            Recipe = new RecipeRequest
            {
                File = parse.GetValue(_recipe),
                Preset = parse.GetValue(_preset),
                Epochs = parse.GetValue(_epochs),
            },
            Output = parse.GetValue(_output)!,
            Seeds = [.. NumberList.Read(parse.GetValue(_seeds)!, "--seeds")],
            Anchors = _kind.HasAnchors
                ? [.. NumberList.Read(parse.GetValue(_anchors)!, "--k").Select(k => (int)k)]
                : [],
            Levels = _kind.HasLevels
                ? [.. NumberList.Read(parse.GetValue(_levels)!, "--levels").Select(level => (int)level)]
                : [],
            Changes = _kind.HasChanges ? [.. parse.GetValue(_changes) ?? []] : [],
            Weights = parse.GetValue(_weights) ?? [],
            Teachers = parse.GetValue(_teachers) ?? [],
            Reuse = [.. parse.GetValue(_reuse) ?? []],
            PixelNoise = _kind.HasPixelNoise && parse.GetValue(_pixelNoise),
            Strict = parse.GetValue(_strict),
            Compute = _compute.Read(parse),
            Loading = _loading.Read(parse),
        };
        var table = new AblateService(_host).Run(request, cancellation);
        if (parse.GetValue(_json))
        {
            _host.WriteJson(new AblationDocument(request.Output, table.ToCsv()));
        }
        else
        {
            _host.WriteText(table.ToMarkdown());
        }

        return ExitCode.Done;
    }
}
