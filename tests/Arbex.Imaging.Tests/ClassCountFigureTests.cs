using System.Globalization;

namespace Arbex.Imaging.Tests;

public sealed class ClassCountFigureTests
{
    private static readonly string[] Names = ["neutral", "happiness", "a class with a name that is far too long to be shown"];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    public void Panels_fill_rows_of_two(int panels, int rows)
    {
        var one = ClassCountFigure.Draw(Names, [Panel(3, 2, 1)]);
        var all = ClassCountFigure.Draw(Names, [.. Enumerable.Repeat(Panel(3, 2, 1), panels)]);
        Assert.Equal(panels > 1, all.Width > one.Width);
        Assert.Equal(rows > 1, all.Height > one.Height);
    }

    [Fact]
    public void A_longer_bar_stands_for_a_larger_share()
    {
        const int Blue = 0x0072B2;
        var figure = ClassCountFigure.Draw(Names, [Panel(60, 30, 10)], new ClassCountFigureOptions { Scale = 1 });
        var lengths = Enumerable.Range(0, figure.Height)
            .Select(y => Enumerable.Range(0, figure.Width).Count(x => At(figure, x, y) == Blue)).Where(length => length > 0)
            .Distinct().OrderDescending().ToArray();
        Assert.InRange(lengths[0] / (double)lengths[1], 1.9, 2.1);
        Assert.InRange(lengths[0] / (double)lengths[2], 5.5, 6.5);
    }

    [Fact]
    public void A_part_without_samples_is_drawn_empty() =>
        Assert.True(ClassCountFigure.Draw(Names, [Panel(0, 0, 0)]).Width > 0);

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ClassCountFigure.Draw(Names, []));
        Assert.Throws<ArgumentException>(() => ClassCountFigure.Draw(Names, [Panel(1, 2)]));
        Assert.Throws<ArgumentException>(() => ClassCountFigure.Draw(Names, [Panel(1, 2, -3)]));
        var many = Enumerable.Range(0, 61).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToArray();
        Assert.Throws<ArgumentException>(() => ClassCountFigure.Draw(many, [Panel(new int[61])]));
        Assert.Throws<ArbexException>(
            () => ClassCountFigure.Draw(Names, [Panel(1, 2, 3)], new ClassCountFigureOptions { Columns = 5 }));
    }

    private static ClassCountPanel Panel(params int[] counts) => new("train", "some samples", counts);

    private static int At(ImageBuffer image, int x, int y)
    {
        var at = ((y * image.Width) + x) * ImageBuffer.Channels;
        return (image.Pixels[at] << 16) | (image.Pixels[at + 1] << 8) | image.Pixels[at + 2];
    }
}
