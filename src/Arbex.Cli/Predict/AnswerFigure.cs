using System.Collections.Immutable;
using Arbex.Cli.Hosting;
using Arbex.Imaging;
using Arbex.Inference.Faces;

namespace Arbex.Cli.Predict;

/// <summary>The first faces beside their probabilities before and after balancing.</summary>
internal sealed class AnswerFigure
{
    private const int MostClasses = 12;
    private const int MostFaces = 24;
    private const int FaceSide = 176;

    private readonly string _path;
    private readonly ImmutableArray<string> _labels;
    private readonly List<DistributionFigureRow> _rows = [];

    /// <exception cref="ArbexException">The model has too many classes to draw.</exception>
    public AnswerFigure(string path, string model, ImmutableArray<string> labels)
    {
        if (labels.Length > MostClasses)
        {
            throw new ArbexException(
                $"'{model}' has {labels.Length} classes. Expected at most {MostClasses} for a figure. Leave out --figure.");
        }

        (_path, _labels) = (path, labels);
    }

    public void Add(PictureAnswer answer, ImageBuffer? picture)
    {
        foreach (var face in answer.Faces.TakeWhile(_ => picture is not null && _rows.Count < MostFaces))
        {
            var final = face.Answer.Final;
            var crop = FaceCrop.Cut(picture!, face.Answer.Face!, new FaceCropOptions(), FaceSide);
            _rows.Add(new DistributionFigureRow(
                crop,
                Path.GetFileName(answer.File),
                [.. face.Answer.Primary.Probabilities.Select(Clamped)],
                [.. final.Probabilities.Select(Clamped)],
                $"{final.Top} {final.TopProbability:p0}"));
        }
    }

    public void Finish(CommandHost host)
    {
        if (_rows.Count == 0)
        {
            host.Warn("There was no face to draw, so there is no figure.");
            return;
        }

        var figure = DistributionFigure.Draw(_labels, _rows, new DistributionFigureOptions
        {
            Columns = _rows.Count > 3 ? 2 : 1,
        });
        OutputFile.WriteBytes(_path, ImageEncoder.EncodePng(figure), "--figure");
        host.Tell($"Drew {_rows.Count} faces into {_path}.");
    }

    private static double Clamped(float probability) => Math.Clamp(probability, 0, 1);
}
