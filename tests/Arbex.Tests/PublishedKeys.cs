namespace Arbex.Tests;

/// <summary>A published state dict's keys and shapes, in its order.</summary>
internal static class PublishedKeys
{
    public static IReadOnlyList<(string Key, long[] Shape, bool Floating)> Read(string file) =>
    [
        .. File.ReadLines(GoldenFile.PathOf(Path.Combine("keys", file))).Skip(1).Select(line =>
        {
            var cells = line.Split(',');
            long[] shape = cells[1] == "scalar" ? [] : [.. cells[1].Split('x').Select(long.Parse)];
            return (cells[0], shape, cells[2] == "float32");
        }),
    ];
}
