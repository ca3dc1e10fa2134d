using System.Globalization;
using Arbex.Cli.Data;
using Spectre.Console;

namespace Arbex.Cli.Landmarks;

/// <summary>Where the parts of each face are, as a table for people.</summary>
internal static class LandmarksView
{
    /// <summary>First point of each part in the order of iBUG 300-W; the person's own right comes first.</summary>
    private static readonly (string Name, int First, int End)[] Parts =
    [
        ("jaw", 0, 17), ("right brow", 17, 22), ("left brow", 22, 27), ("nose", 27, 36), ("right eye", 36, 42),
        ("left eye", 42, 48), ("mouth", 48, 68),
    ];

    public static void Write(IAnsiConsole console, IReadOnlyList<LandmarkedFace> faces)
    {
        var table = DataTable.Of(["face", "part"], ["left", "top", "right", "bottom"]);
        foreach (var (number, face) in faces.Index())
        {
            foreach (var (name, first, end) in Parts)
            {
                var points = face.Located.Skip(first).Take(end - first).ToArray();
                DataTable.Add(
                    table, $"{number + 1}", name,
                    Pixel(points.Min(point => point.X)), Pixel(points.Min(point => point.Y)),
                    Pixel(points.Max(point => point.X)), Pixel(points.Max(point => point.Y)));
            }
        }

        console.Write(table);
    }

    private static string Pixel(double position) => position.ToString("0", CultureInfo.InvariantCulture);
}
