using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Inference;
using Arbex.Inference.Faces;

namespace Arbex.Cli.Predict;

/// <summary><c>arbex predict</c>.</summary>
internal sealed class PredictCommand : ArbexCommand
{
    private readonly ComputeOptions _compute = new(
        "Pictures looked at at once, each on a thread of its own; 0: one for each processor. For a checkpoint libtorch computes with as "
        + "many threads as well (0: its choice).");
    private readonly Option<string> _model = SharedOptions.AnsweringModel();
    private readonly Option<long> _maximumPixels = SharedOptions.MaximumPixels();
    private readonly Option<bool> _strict = SharedOptions.Strict();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly Argument<string[]> _inputs = new("FILE")
    {
        Description = "Pictures (JPEG, PNG, GIF, BMP, WebP, TIFF), clips (MP4, MOV, AVI, MKV, WebM, animated GIF and WebP; videos "
            + "need ffmpeg), folders of both, patterns such as 'faces/**/*.jpg', or - for a picture on standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _list = new("--list")
    {
        Description = "A text file with a path on each line, or NUL between paths as find -print0 writes; - reads it from standard input.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _detector = new("--detector")
    {
        Description = "What finds faces: yunet, retinaface, an ONNX file, or whole to take each picture for one face that is cut out "
            + "already. By default the first detector that this machine has; see arbex models.",
        HelpName = "NAME",
    };

    private readonly Option<double?> _risk = new("--risk")
    {
        Description = "Share of wrong answers that you accept, such as 0.05: below the confidence that the model promises it for, the "
            + "answer is 'unsure'.",
        HelpName = "SHARE",
    };

    private readonly Option<double?> _confidence = new("--min-confidence")
    {
        Description = "Say 'unsure' below this confidence.",
        HelpName = "C",
    };

    private readonly Option<bool> _mirror = SharedOptions.Mirror();

    private readonly Option<int> _minimumFace = new("--min-face")
    {
        Description = "Leave out faces whose shorter side has fewer pixels.",
        HelpName = "PIXELS",
        DefaultValueFactory = _ => new FaceDetectorOptions().MinimumSize,
    };

    private readonly Option<int> _side = new("--detector-side")
    {
        Description = "Longer side of the picture as the detector sees it: less is faster and misses small faces.",
        HelpName = "PIXELS",
        DefaultValueFactory = _ => new FaceDetectorOptions().MaximumSide,
    };

    private readonly Option<int> _every = new("--every")
    {
        Description = "Of a clip look at every Nth frame.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly OutputOption _output = new("--output")
    {
        Description = "Write the answers as they come: .jsonl, .csv or .parquet.",
        HelpName = "FILE",
        Extensions = [".jsonl", ".csv", ".parquet"],
    };

    private readonly Option<bool> _resume = new("--resume")
    {
        Description = "Continue an output that was begun (.jsonl or .csv) by the same model and options: what it answers is not looked at again, what "
            + "failed is tried again.",
    };

    private readonly OutputOption _annotate = new("--annotate")
    {
        Description = "Folder for copies with the answers drawn in: pictures as PNG, clips as MP4. Only earlier drawings are replaced.",
        HelpName = "DIR",
        Kind = OutputKind.PictureFolder,
    };

    private readonly OutputOption _figure = new("--figure")
    {
        Description = "Draw the first faces beside their probabilities before and after balancing.",
        HelpName = "PICTURE.png",
        Extensions = [".png"],
    };

    public PredictCommand(CommandHost host)
        : base(
            "predict",
            "Finds the faces of pictures and clips and names their expressions, with a probability.",
            "A file that cannot be read is named and the rest go on; the exit code is 2 only if none could be read.\n"
            + "Faces of a clip keep their number from frame to frame. --json writes one document with everything.\n"
            + "Of folders and patterns, files with the endings of pictures and clips are looked at; the others are counted ('leftOut' in --json).\n"
            + "A file that is named itself may have any ending. Names that begin with - go after --, or are written as ./-name.jpg.\n"
            + "Rows of --output name the model and the settings that answered; --resume continues with the same ones only.",
            "arbex predict photo.jpg",
            "arbex predict --annotate drawn --output answers.csv photos clip.mp4",
            "arbex predict --model model.onnx --detector whole --output answers.jsonl --resume crops",
            "arbex predict --risk 0.05 --json photo.jpg")
    {
        _host = host;
        _output.Continues = parse => parse.GetValue(_resume);
        Arguments.Add(_inputs);
        Options.Add(_model);
        Options.Add(_list);
        Options.Add(_detector);
        Options.Add(_risk);
        Options.Add(_confidence);
        Options.Add(_mirror);
        Options.Add(_minimumFace);
        Options.Add(_side);
        Options.Add(_every);
        Options.Add(_maximumPixels);
        AddOutput(_output);
        Options.Add(_resume);
        AddOutput(_annotate);
        AddOutput(_figure);
        _compute.AddTo(this);
        Options.Add(_strict);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var request = Read(parse);
        var view = new PredictView(_host);
        var json = parse.GetValue(_json) ? new JsonAnswers() : null;
        var summary = new PredictService(_host, StandardStream.OpenInput()).Run(
            request, json is null ? view.Add : json.Add, cancellation);
        json?.Write(_host, summary.LeftOut);
        foreach (var sentence in summary.LeftOut.Sentences())
        {
            _host.Tell(sentence);
        }

        if (json is null)
        {
            view.Write(summary);
        }

        if (summary is { Answered: 0, Skipped: 0 })
        {
            _host.Fail("None of the pictures could be read.");
            return ExitCode.BadInput;
        }

        return ExitCode.Done;
    }

    private PredictRequest Read(ParseResult parse)
    {
        var (inputs, list, figure, every) = (
            parse.GetValue(_inputs) ?? [], parse.GetValue(_list), parse.GetValue(_figure), parse.GetValue(_every));
        if (inputs.Length == 0 && list is null)
        {
            throw new ArbexException("There is nothing to look at. Expected pictures, clips, folders, or --list. See 'arbex predict --help'.");
        }

        if (every < 1)
        {
            throw new ArbexException($"--every is {every}. Expected 1 or more.");
        }

        if (parse.GetValue(_resume) && parse.GetValue(_output) is null)
        {
            throw new ArbexException("--resume goes on with an output. Expected --output with the file that was begun.");
        }

        var compute = _compute.Read(parse);
        return new PredictRequest
        {
            Model = parse.GetValue(_model)!,
            Inputs = [.. inputs],
            List = list,
            Detector = parse.GetValue(_detector),
            Detection = new FaceDetectorOptions
            {
                MinimumSize = parse.GetValue(_minimumFace),
                MaximumSide = parse.GetValue(_side),
            }.Validated(),
            Recognition = new RecognizerOptions
            {
                TargetRisk = parse.GetValue(_risk),
                MinimumConfidence = parse.GetValue(_confidence),
                Mirror = parse.GetValue(_mirror),
                Threads = 1, // as many faces at once as --threads says, each on one
            }.Validated(),
            Output = parse.GetValue(_output),
            Resume = parse.GetValue(_resume),
            Annotated = parse.GetValue(_annotate),
            Figure = figure,
            Every = every,
            Limits = SharedOptions.CheckMaximumPixels(parse.GetValue(_maximumPixels)),
            Strict = parse.GetValue(_strict),
            Compute = compute,
        };
    }
}
