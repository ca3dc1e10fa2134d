namespace Arbex.Export.Checks;

/// <summary>One output for a batch.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Width">Numbers in a row.</param>
/// <param name="Numbers">Row after row.</param>
internal sealed record NamedRows(string Name, int Width, float[] Numbers)
{
    public ReadOnlySpan<float> Row(int index) => Numbers.AsSpan(index * Width, Width);
}
