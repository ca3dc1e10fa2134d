using System.Text.Json.Serialization;
using Arbex.Imaging;

namespace Arbex.Cli.Landmarks;

/// <summary>One face and its points; an entry of --json.</summary>
internal sealed record LandmarkedFace
{
    /// <summary>Where the user said that the face is.</summary>
    public required PictureArea Box { get; init; }

    /// <summary>What the network saw.</summary>
    public required PictureArea Square { get; init; }

    /// <summary>x and y of each point in the picture's pixels.</summary>
    public IEnumerable<double[]> Points =>
        Located.Select(point => new[] { Math.Round(point.X, 2), Math.Round(point.Y, 2) });

    [JsonIgnore]
    public IReadOnlyList<(double X, double Y)> Located { get; init; } = [];
}
