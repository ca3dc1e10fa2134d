using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;

namespace Arbex.Cli.Predict;

/// <summary><c>arbex predict</c>.</summary>
internal sealed class PredictCommand : ArbexCommand
{
    private readonly ComputeOptions _compute = new();
    private readonly Option<string?> _model = SharedOptions.Model();
    private readonly Option<bool> _strict = SharedOptions.Strict();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly Option<string?> _output = new("--output")
    {
        Description = "Draw each face beside its probabilities before and after balancing.",
        HelpName = "PICTURE.png",
    };

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "Pictures: JPEG, PNG, GIF, BMP or WebP.",
        Arity = ArgumentArity.OneOrMore,
    };

    public PredictCommand(CommandHost host)
        : base(
            "predict",
            "Names the expression on each picture, with the probability of that answer.",
            "The whole picture is taken as the face and resized; faces are not looked for, so cut them out first.\n"
            + "A picture that cannot be read is named and the rest go on; the exit code is 2 only if none could be read.",
            "arbex predict --model runs/first/best.safetensors face.png",
            "arbex predict --model runs/first/best.safetensors --output answers.png faces/*.jpg",
            "arbex predict --model runs/first/best.safetensors --json face.png")
    {
        _host = host;
        _model.Required = true;
        Arguments.Add(_files);
        Options.Add(_model);
        Options.Add(_output);
        _compute.AddTo(this);
        Options.Add(_strict);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var asJson = parse.GetValue(_json);
        var output = parse.GetValue(_output);
        if (output is not null)
        {
            OutputFile.Check(output, ".png");
        }

        var answers = new PredictService(_host).Run(
            new PredictRequest
            {
                Model = parse.GetValue(_model)!,
                Files = parse.GetValue(_files)!,
                Figure = output,
                Strict = parse.GetValue(_strict),
                Compute = _compute.Read(parse),
            },
            cancellation);
        if (asJson)
        {
            _host.WriteJson(answers.Select(answer => answer.ToDocument()));
        }
        else
        {
            PredictView.Write(_host, answers);
        }

        return answers.Any(answer => answer.Prediction is not null) ? ExitCode.Done : ExitCode.BadInput;
    }
}
