using System.CommandLine;
using System.Globalization;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Imaging;

namespace Arbex.Cli.Landmarks;

/// <summary><c>arbex landmarks</c>.</summary>
internal sealed class LandmarksCommand : ArbexCommand
{
    private readonly ComputeOptions _compute = new();
    private readonly Option<long> _maximumPixels = SharedOptions.MaximumPixels();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly Argument<string> _file = new("PICTURE")
    {
        Description = "A picture: JPEG, PNG, GIF, BMP, WebP or TIFF.",
    };

    private readonly Option<string?> _model = new("--model")
    {
        Description = "MobileFaceNet with its 68 points: .pth or .safetensors, alone or inside POSTER or POSTER++.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string[]> _boxes = new("--box")
    {
        Description = "A face as LEFT,TOP,WIDTH,HEIGHT in pixels, brows to chin; repeat it for several faces. Without "
            + "it the whole picture is taken as the face.",
        HelpName = "BOX",
    };

    private readonly OutputOption _output = new("--output")
    {
        Description = "Draw the points on the picture.",
        HelpName = "PICTURE.png",
        Extensions = [".png"],
    };

    public LandmarksCommand(CommandHost host)
        : base(
            "landmarks",
            "Finds 68 points of a face with published weights: jaw, brows, nose, eyes and mouth.",
            "Faces are not looked for: say where they are with --box. The network sees a square a tenth larger.\n"
            + "--json has the points in the picture's pixels, in the order of iBUG 300-W.",
            "arbex landmarks --model mobilefacenet.pth --box 180,70,100,130 --output points.png photo.jpg",
            "arbex landmarks --model mobilefacenet.pth --json face.png")
    {
        _host = host;
        Arguments.Add(_file);
        Options.Add(_model);
        Options.Add(_boxes);
        AddOutput(_output);
        Options.Add(_maximumPixels);
        _compute.AddTo(this);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var output = parse.GetValue(_output);
        var boxes = (parse.GetValue(_boxes) ?? []).Select(Box).ToArray();
        var compute = _compute.Read(parse);
        var limits = SharedOptions.CheckMaximumPixels(parse.GetValue(_maximumPixels));
        var picture = parse.GetValue(_file)!;
        var faces = LandmarksService.Run(picture, parse.GetValue(_model)!, boxes, output, compute, limits);
        if (parse.GetValue(_json))
        {
            _host.WriteJson(new { file = picture, faces });
        }
        else
        {
            LandmarksView.Write(_host.Console, faces);
            if (output is not null)
            {
                _host.Tell($"Drew {faces.Count} faces into {output}.");
            }
        }

        return ExitCode.Done;
    }

    private static PictureArea Box(string text)
    {
        var cells = text.Split(',');
        var numbers = cells
            .Select(cell =>
                int.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number is > -100_000 and < 100_000 ? number : (int?)null)
            .ToArray();
        return numbers is [{ } left, { } top, > 0 and { } width, > 0 and { } height]
            ? new PictureArea(left, top, width, height)
            : throw new ArbexException(
                $"--box is '{text}'. Expected LEFT,TOP,WIDTH,HEIGHT as whole pixels, such as 180,70,100,130.");
    }
}
