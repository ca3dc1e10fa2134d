using System.Globalization;

namespace Arbex.Data.Readers;

/// <summary>Where a face is in its picture, in pixels; written into ids as a media fragment: <c>#xywh=10,20,64,64</c>.</summary>
/// <param name="Left">First column; may lie outside of the picture.</param>
/// <param name="Top">First row; may lie outside of the picture.</param>
/// <param name="Width">Columns, at least 1.</param>
/// <param name="Height">Rows, at least 1.</param>
internal readonly record struct FaceBox(int Left, int Top, int Width, int Height)
{
    private const string Mark = "#xywh=";

    /// <summary>The id of a box in a picture.</summary>
    public string IdIn(string path) => string.Create(CultureInfo.InvariantCulture, $"{path}{Mark}{Left},{Top},{Width},{Height}");

    /// <summary>The picture and box of an id; no box where it has none.</summary>
    public static (string Path, FaceBox? Box) Of(string id)
    {
        var mark = id.LastIndexOf(Mark, StringComparison.Ordinal);
        if (mark < 0)
        {
            return (id, null);
        }

        var numbers = Array.ConvertAll(
            id[(mark + Mark.Length)..].Split(','), number => int.Parse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        return (id[..mark], new FaceBox(numbers[0], numbers[1], numbers[2], numbers[3]));
    }
}
