using System.CommandLine;
using System.Text.Json.Nodes;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Cli.Train;

namespace Arbex.Cli.Demo;

/// <summary><c>arbex demo</c>.</summary>
internal sealed class DemoCommand : ArbexCommand
{
    private readonly ComputeOptions _compute = new();
    private readonly Option<string?> _recipe = SharedOptions.Recipe();
    private readonly Option<int?> _epochs = SharedOptions.Epochs();
    private readonly Option<long?> _seed = SharedOptions.Seed();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly OutputOption _output = new("--output")
    {
        Description = "The run's folder, which also gets contact-sheet.png and balancing.png.",
        HelpName = "DIR",
        DefaultValueFactory = _ => "demo",
        Kind = OutputKind.RunFolder,
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "A JSON file with the generator's settings, instead of the demo's own.",
        HelpName = "FILE",
    };

    public DemoCommand(CommandHost host)
        : base(
            "demo",
            "Trains and evaluates on drawn faces: no data needed, three to six minutes on two processor cores.",
            "The faces are drawn as it goes; classes are unequally frequent and a fifth of the training labels is wrong.\n"
            + "What is scored are other characters, with right labels.",
            "arbex demo",
            "arbex demo --output demo-2 --seed 2 --json",
            "arbex evaluate --model demo/best.safetensors --dataset generated --data demo/faces.json")
    {
        _host = host;
        AddOutput(_output);
        Options.Add(_epochs);
        Options.Add(_seed);
        Options.Add(_recipe);
        Options.Add(_data);
        _compute.AddTo(this);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var summary = new DemoService(_host).Run(
            new DemoRequest
            {
                Output = parse.GetValue(_output)!,
                Recipe = new RecipeRequest
                {
                    File = parse.GetValue(_recipe),
                    Epochs = parse.GetValue(_epochs),
                    Seed = parse.GetValue(_seed),
                },
                Faces = parse.GetValue(_data),
                Compute = _compute.Read(parse),
            },
            cancellation);
        if (parse.GetValue(_json))
        {
            _host.WriteJson(JsonNode.Parse(summary.Evaluation!.ToJson()));
        }
        else
        {
            TrainSummaryView.Write(_host.Console, summary);
        }

        return ExitCode.Done;
    }
}
