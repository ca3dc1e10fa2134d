namespace Arbex.Imaging.Tests;

public sealed class ContactSheetTests
{
    private static readonly ImageBuffer Face = TestImages.Make(48, 48, (_, _) => (90, 60, 30));

    [Fact]
    public void The_sheet_has_the_size_of_its_grid()
    {
        var tiles = Enumerable.Repeat(new ContactSheetTile(Face, []), 5).ToArray();
        var sheet = ContactSheet.Draw(tiles, new ContactSheetOptions { Columns = 3, TileSize = 100, Scale = 1 });
        // Margins of 28, tiles of 108 with frames, gaps of 18.
        Assert.Equal((56 + (3 * 108) + (2 * 18), 56 + (2 * 108) + 18), (sheet.Width, sheet.Height));
    }

    [Fact]
    public void Groups_stand_closer_together_than_apart()
    {
        var tiles = Enumerable.Repeat(new ContactSheetTile(Face, []), 4).ToArray();
        var sheet = ContactSheet.Draw(
            tiles, new ContactSheetOptions { Columns = 4, GroupSize = 2, TileSize = 100, Scale = 1 });
        // Gaps of 6 within a group, and of 36 between two.
        Assert.Equal(56 + (4 * 108) + 6 + 36 + 6, sheet.Width);
    }

    [Fact]
    public void The_scale_multiplies_the_pixels()
    {
        var tiles = new[] { new ContactSheetTile(Face, ["happiness 0.93"], TileFrame.Right) };
        var once = ContactSheet.Draw(tiles, new ContactSheetOptions { Title = "Faces", Scale = 1 });
        var thrice = ContactSheet.Draw(tiles, new ContactSheetOptions { Title = "Faces", Scale = 3 });
        Assert.Equal((once.Width * 3, once.Height * 3), (thrice.Width, thrice.Height));
    }

    [Theory]
    [InlineData(TileFrame.Right, 0x0072B2)]
    [InlineData(TileFrame.Wrong, 0xD55E00)]
    [InlineData(TileFrame.Neutral, 0x9AA1A9)]
    public void Frames_have_their_colours_and_faces_theirs(TileFrame frame, int colour)
    {
        var colours = Colours(ContactSheet.Draw([new ContactSheetTile(Face, [], frame)]));
        Assert.Contains(colour, colours);
        Assert.Contains(0x5A3C1E, colours);
    }

    [Fact]
    public void Captions_are_written()
    {
        var without = ContactSheet.Draw([new ContactSheetTile(Face, [""])]);
        var with = ContactSheet.Draw([new ContactSheetTile(Face, ["fear 0.5"])]);
        Assert.Equal((without.Width, without.Height), (with.Width, with.Height));
        Assert.InRange(without.Pixels.Zip(with.Pixels).Count(pair => pair.First != pair.Second), 500, 50_000);
    }

    [Fact]
    public void No_faces_are_refused() => Assert.Throws<ArgumentException>(() => ContactSheet.Draw([]));

    [Fact]
    public void Options_out_of_range_are_refused() =>
        Assert.Throws<ArbexException>(() =>
            ContactSheet.Draw([new ContactSheetTile(Face, [])], new ContactSheetOptions { Scale = 5 }));

    [Fact]
    public void A_sheet_too_large_for_memory_is_refused()
    {
        var tiles = Enumerable.Repeat(new ContactSheetTile(Face, []), 2000).ToArray();
        Assert.Throws<ArbexException>(() =>
            ContactSheet.Draw(tiles, new ContactSheetOptions { TileSize = 512, Scale = 4 }));
    }

    private static HashSet<int> Colours(ImageBuffer image) =>
        [.. image.Pixels.Chunk(3).Select(pixel => (pixel[0] << 16) | (pixel[1] << 8) | pixel[2])];
}
