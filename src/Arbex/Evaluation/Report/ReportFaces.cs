using Arbex.Imaging;

namespace Arbex.Evaluation.Report;

/// <summary>Faces as pictures inside the page; one that cannot be read any more is left out with a word.</summary>
internal sealed class ReportFaces
{
    private readonly ReportInput _input;

    public ReportFaces(ReportInput input) => _input = input;

    /// <summary>The name of a predicted sample's picture.</summary>
    /// <param name="i">Position in the predictions.</param>
    public string NameOf(int i) => _input.Dataset.Samples.IdOf(_input.Predictions.Samples[i]);

    /// <summary>A data URI; null where the picture cannot be read.</summary>
    /// <param name="i">Position in the predictions.</param>
    public string? UriOf(int i) => Load(i) is { } image
        ? "data:image/png;base64," + Convert.ToBase64String(ImageEncoder.EncodePng(Shrunk(image)))
        : null;

    /// <summary>The picture; null where it cannot be read.</summary>
    /// <param name="i">Position in the predictions.</param>
    public ImageBuffer? Load(int i)
    {
        try
        {
            return _input.Dataset.LoadImage(_input.Predictions.Samples[i]);
        }
        catch (ArbexException)
        {
            return null; // it was there a moment ago, and the numbers do not need it
        }
    }

    private ImageBuffer Shrunk(ImageBuffer image)
    {
        var longer = Math.Max(image.Width, image.Height);
        var side = _input.Options.FaceSide;
        return longer <= side
            ? image
            : ImageResizer.Resize(
                image, Math.Max(1, image.Width * side / longer), Math.Max(1, image.Height * side / longer));
    }
}
