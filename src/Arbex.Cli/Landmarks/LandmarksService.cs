using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Imaging;

namespace Arbex.Cli.Landmarks;

/// <summary>Finds the points of each face of a picture, and draws them.</summary>
internal static class LandmarksService
{
    public static IReadOnlyList<LandmarkedFace> Run(
        string file, string model, IReadOnlyList<PictureArea> boxes, string? output, ComputeRequest compute,
        DecodeLimits limits)
    {
        var picture = ImageDecoder.Decode(file, limits);
        PictureArea[] areas = boxes.Count > 0 ? [.. boxes] : [PictureArea.Of(picture)];
        foreach (var area in areas)
        {
            Check(file, picture, area);
        }

        ComputeDevice.UseThreads(compute.Threads);
        using var locator = LandmarkLocator.Load(model, compute.Device);
        LandmarkedFace[] faces =
        [
            .. areas.Select(area => new LandmarkedFace
            {
                Box = area,
                Square = LandmarkLocator.SquareOf(area),
                Located = locator.Locate(picture, area),
            }),
        ];
        if (output is not null)
        {
            var figure = LandmarkFigure.Draw(picture, [.. faces.Select(face => (face.Square, face.Located))]);
            OutputFile.WriteBytes(output, ImageEncoder.EncodePng(figure));
        }

        return faces;
    }

    private static void Check(string file, ImageBuffer picture, PictureArea area)
    {
        if (area.Left < 0 || area.Top < 0
            || area.Left + area.Width > picture.Width || area.Top + area.Height > picture.Height)
        {
            throw new ArbexException(
                $"--box {area.Left},{area.Top},{area.Width},{area.Height} reaches out of '{file}', which has "
                + $"{picture.Width}x{picture.Height} pixels. Give a box inside the picture.");
        }
    }
}
