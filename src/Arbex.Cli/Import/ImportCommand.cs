using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Cli.Train;

namespace Arbex.Cli.Import;

/// <summary><c>arbex import</c>.</summary>
internal sealed class ImportCommand : ArbexCommand
{
    private readonly Option<string?> _recipe = SharedOptions.Recipe();
    private readonly Option<string?> _preset = SharedOptions.Preset();
    private readonly Option<long?> _seed = SharedOptions.Seed();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Weights made elsewhere: .pth, .pth.tar or .pt of PyTorch, or .safetensors. Several files fill "
            + "several parts, such as IR-50 and MobileFaceNet.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _labels = new("--labels")
    {
        Description = "The classes in the order of the weights: a dataset's name for its classes, or names with commas "
            + "between them. Needed where a classifier is imported into a checkpoint.",
        HelpName = "CLASSES",
    };

    private readonly OutputOption _output = new("--output")
    {
        Description = "Write a checkpoint for info, predict, evaluate and train --weights.",
        HelpName = "FILE.safetensors",
        Extensions = [".safetensors"],
    };

    public ImportCommand(CommandHost host)
        : base(
            "import",
            "Fills a network with published weights and says what fitted, what did not and what is missing.",
            "Known are POSTER++, the published ARBEx, IR-50 and MobileFaceNet alone, and POSTER's two backbones.\n"
            + "Nothing in a file is ever run; one that wants it is refused. Its names decide what a file is.\n"
            + "Without --preset or --recipe a whole POSTER++ goes into poster++ and everything else into paper.\n"
            + "What no file has starts at random: such a checkpoint is for train --weights, not for predict.",
            "arbex import poster++-rafdb.pth",
            "arbex import poster++-rafdb.pth --labels rafdb --output poster.safetensors",
            "arbex import ir50.pth mobilefacenet_model_best.pth.tar --preset paper --output start.safetensors",
            "arbex import ir50.pth --json")
    {
        _host = host;
        Arguments.Add(_files);
        Options.Add(_preset);
        Options.Add(_recipe);
        Options.Add(_labels);
        Options.Add(_seed);
        AddOutput(_output);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var output = parse.GetValue(_output);
        var document = ImportService.Run(new ImportRequest
        {
            Files = parse.GetValue(_files)!,
            Recipe = new RecipeRequest
            {
                File = parse.GetValue(_recipe),
                Preset = parse.GetValue(_preset),
                Seed = parse.GetValue(_seed),
            },
            Labels = parse.GetValue(_labels),
            Output = output,
        });
        if (parse.GetValue(_json))
        {
            _host.WriteJson(document);
        }
        else
        {
            ImportView.Write(_host, document);
        }

        return ExitCode.Done;
    }
}
