namespace Arbex.Imaging.Tests;

public sealed class DistributionFigureTests
{
    private static readonly ImageBuffer Face = TestImages.Make(48, 48, (_, _) => (90, 60, 30));

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(12)]
    public void The_figure_grows_by_one_block_a_row(int classes)
    {
        var heights = Enumerable.Range(1, 3).Select(rows => Draw(classes, rows).Height).ToArray();
        Assert.Equal(heights[1] - heights[0], heights[2] - heights[1]);
        Assert.True(heights[1] - heights[0] >= 176 + 32);
    }

    [Fact]
    public void Columns_stand_side_by_side()
    {
        var (one, two) = (Draw(8, 2), Draw(8, 2, new DistributionFigureOptions { Columns = 2, Scale = 1 }));
        Assert.True(two.Width > one.Width * 1.8);
        Assert.True(two.Height < one.Height * 0.7);
    }

    [Fact]
    public void The_winners_bars_are_as_long_as_their_probabilities()
    {
        // Without the legend's swatches: only the lower part of the figure.
        var figure = Draw(2, 1);
        var lower = ImageCropper.Crop(figure, 0, 100, figure.Width, figure.Height - 100);
        Assert.Equal(0.8 * 300, LongestRun(lower, 0xE69F00), 1.0);
        Assert.Equal(0.6 * 300, LongestRun(lower, 0x0072B2), 1.0);
    }

    [Fact]
    public void Names_and_titles_of_any_length_stay_inside()
    {
        var name = new string('W', 300);
        var row = new DistributionFigureRow(Face, name, [0.5, 0.5], [0.1, 0.9], name);
        var options = new DistributionFigureOptions
        {
            Title = name,
            PrimaryName = name,
            CorrectedName = name,
            Scale = 1,
        };
        var figure = DistributionFigure.Draw([name, "b"], [row], options);
        var edge = ImageCropper.Crop(figure, figure.Width - 30, 0, 30, figure.Height);
        Assert.All(edge.Pixels, value => Assert.Equal(255, value));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var row = new DistributionFigureRow(Face, "face.png", [0.5, 0.5], [0.5, 0.5]);
        AssertRefused("1 classes", ["a"], [row]);
        AssertRefused("13 classes", [.. Enumerable.Repeat("a", 13)], [row]);
        AssertRefused("no faces", ["a", "b"], []);
        AssertRefused("face.png", ["a", "b", "c"], [row]);
        AssertRefused("NaN", ["a", "b"], [row with { Primary = [double.NaN, 0] }]);
        AssertRefused("1.5", ["a", "b"], [row with { Corrected = [1.5, 0] }]);
    }

    private static ImageBuffer Draw(int classes, int rows, DistributionFigureOptions? options = null)
    {
        var names = Enumerable.Range(0, classes).Select(i => $"disappointe{i}").ToArray();
        var primary = Enumerable.Range(0, classes).Select(i => i == 0 ? 0.8 : 0.2 / (classes - 1)).ToArray();
        var corrected = Enumerable.Range(0, classes).Select(i => i == 1 ? 0.6 : 0.4 / (classes - 1)).ToArray();
        var row = new DistributionFigureRow(Face, "face.png", primary, corrected, "confidence 0.80 → 0.60");
        return DistributionFigure.Draw(
            names, [.. Enumerable.Repeat(row, rows)], options ?? new DistributionFigureOptions { Scale = 1 });
    }

    private static int LongestRun(ImageBuffer image, int colour)
    {
        var (longest, run) = (0, 0);
        foreach (var pixel in image.Pixels.Chunk(3))
        {
            run = ((pixel[0] << 16) | (pixel[1] << 8) | pixel[2]) == colour ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static void AssertRefused(string part, string[] names, DistributionFigureRow[] rows) =>
        Assert.Contains(
            part,
            Assert.Throws<ArgumentException>(() => DistributionFigure.Draw(names, rows)).Message,
            StringComparison.Ordinal);
}
