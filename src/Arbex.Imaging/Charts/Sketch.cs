using System.Xml.Linq;

namespace Arbex.Imaging.Charts;

/// <summary>A chart that can be written as SVG, sharp at any size, or drawn into a picture.</summary>
public sealed class Sketch
{
    private const double Between = 28;

    private readonly List<SketchItem> _items = [];

    internal Sketch(double width, double height, string title)
    {
        (Width, Height, Title) = ((int)Math.Ceiling(width), (int)Math.Ceiling(height), title);
    }

    /// <summary>Width in points.</summary>
    public int Width { get; }

    /// <summary>Height in points.</summary>
    public int Height { get; }

    /// <summary>What it shows, read out where it cannot be seen.</summary>
    public string Title { get; }

    internal IReadOnlyList<SketchItem> Items => _items;

    /// <summary>Several charts as one, from left to right, their lower edges in line.</summary>
    /// <param name="title">What they show together.</param>
    /// <param name="sketches">At least one.</param>
    public static Sketch Row(string title, params IReadOnlyList<Sketch> sketches)
    {
        ArgumentNullException.ThrowIfNull(sketches);
        ArgumentOutOfRangeException.ThrowIfLessThan(sketches.Count, 1, nameof(sketches));
        var height = sketches.Max(sketch => sketch.Height);
        var row = new Sketch(
            sketches.Sum(sketch => sketch.Width) + ((sketches.Count - 1) * Between), height, title);
        var left = 0.0;
        foreach (var sketch in sketches)
        {
            row.Add(sketch._items.Select(item => item.Moved(left, height - sketch.Height)));
            left += sketch.Width + Between;
        }

        return row;
    }

    /// <summary>The chart as an svg element without a namespace, for HTML. Each tone is also a class ("f-ink" fills,
    /// "s-ink" strokes), so that a style sheet can change it.</summary>
    public XElement ToSvgElement() => SvgWriter.Write(this);

    /// <summary>The chart as the text of an SVG file.</summary>
    public string ToSvg()
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        var root = ToSvgElement();
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Name = svg + element.Name.LocalName;
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>Draws the chart on white, with 14 points of white around it.</summary>
    /// <param name="scale">Pixels a point, in [1, 4].</param>
    /// <exception cref="ArbexException">The scale is out of its range, or the picture would exceed 200 million
    /// pixels.</exception>
    public ImageBuffer ToImage(int scale = 2)
    {
        DrawingChecks.InRange(nameof(scale), scale, 1, 4);
        return SketchPainter.Paint(this, scale);
    }

    internal void Add(SketchItem item) => _items.Add(item);

    internal void Add(IEnumerable<SketchItem> items) => _items.AddRange(items);
}
