namespace Arbex.Imaging.Charts;

/// <summary>A place on a sketch, in points from the upper left corner.</summary>
internal readonly record struct Place(double X, double Y)
{
    public static Place[] Moved(IReadOnlyList<Place> places, double right, double down) =>
        [.. places.Select(place => new Place(place.X + right, place.Y + down))];
}

/// <summary>One thing on a sketch.</summary>
internal abstract record SketchItem
{
    /// <summary>The same thing elsewhere.</summary>
    public abstract SketchItem Moved(double right, double down);
}

/// <summary>A filled rectangle; its hint is shown when a pointer rests on it.</summary>
internal sealed record Box(
    double X, double Y, double Width, double Height, Tone Tone, double Opacity = 1, double Radius = 0,
    string? Hint = null) : SketchItem
{
    public override SketchItem Moved(double right, double down) => this with { X = X + right, Y = Y + down };
}

/// <summary>A line through places.</summary>
internal sealed record Stroke(
    IReadOnlyList<Place> Places, Tone Tone, double Thickness = 1, bool Dashed = false) : SketchItem
{
    public override SketchItem Moved(double right, double down) =>
        this with { Places = Place.Moved(Places, right, down) };
}

/// <summary>A filled polygon.</summary>
internal sealed record Patch(IReadOnlyList<Place> Places, Tone Tone, double Opacity = 1) : SketchItem
{
    public override SketchItem Moved(double right, double down) =>
        this with { Places = Place.Moved(Places, right, down) };
}

/// <summary>Round dots of one size.</summary>
internal sealed record Dots(
    IReadOnlyList<Place> Places, Tone Tone, double Diameter, double Opacity = 1) : SketchItem
{
    public override SketchItem Moved(double right, double down) =>
        this with { Places = Place.Moved(Places, right, down) };
}

/// <summary>One line of text. A halo in the paper's colour sets it off from what lies below; it is turned by degrees,
/// clockwise around its place.</summary>
internal sealed record Words(
    string Text, double X, double Baseline, double Size, Tone Tone = Tone.Ink, TextAnchor Anchor = TextAnchor.Left,
    bool Bold = false, bool Halo = false, double Turn = 0) : SketchItem
{
    public override SketchItem Moved(double right, double down) =>
        this with { X = X + right, Baseline = Baseline + down };
}
