using Arbex.Networks;
using CsCheck;
using static TorchSharp.torch;

namespace Arbex.Tests.Networks;

/// <summary>Windows are cut, put together again, and know how far their tokens are apart.</summary>
public sealed class WindowPartitionTests
{
    [Fact]
    public void Joining_gives_back_what_was_split() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 5]).Holds(size =>
        {
            var (batch, window, down, across, channels) = size;
            var map = randn(batch, window * down, window * across, channels);
            var windows = WindowPartition.Split(map, window);
            Assert.Equal([(long)batch * down * across, window * window, channels], windows.shape);
            TensorAssert.Close(map, WindowPartition.Join(windows, window, window * down, window * across), 0, "map");
        });

    [Fact]
    public void A_window_holds_the_neighbours_of_one_place()
    {
        using var scope = NewDisposeScope();
        var map = arange(16, ScalarType.Float32).view(1, 4, 4, 1);
        var windows = WindowPartition.Split(map, 2);
        TensorAssert.Close(tensor(new float[] { 2, 3, 6, 7 }).view(4, 1), windows[1], 0, "upper right window");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Relative_offsets_follow_the_published_formula(int window)
    {
        var offsets = WindowCrossAttention.RelativeOffsets(window);
        var tokens = window * window;
        Assert.Equal(tokens * tokens, offsets.Length);
        for (var i = 0; i < tokens; i++)
        {
            for (var j = 0; j < tokens; j++)
            {
                var (rows, columns) = ((i / window) - (j / window), (i % window) - (j % window));
                Assert.Equal(
                    ((rows + window - 1) * ((2 * window) - 1)) + columns + window - 1, offsets[(i * tokens) + j]);
            }
        }

        // Every offset of the table is used, and a token's offset to itself is the middle one.
        Assert.Equal(((2 * window) - 1) * ((2 * window) - 1), offsets.Distinct().Count());
        Assert.All(Enumerable.Range(0, tokens), i => Assert.Equal(offsets.Max() / 2, offsets[i * (tokens + 1)]));
    }
}
