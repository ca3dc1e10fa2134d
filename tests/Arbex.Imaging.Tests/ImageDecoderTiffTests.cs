namespace Arbex.Imaging.Tests;

public sealed class ImageDecoderTiffTests
{
    // The base64 comes from this Python script (Pillow 9.4.0, libtiff 4.5.0):
    //     from PIL import Image
    //     import base64, io
    //     image = Image.new("RGB", (20, 13))
    //     image.putdata([((13 * x + 5 * y) % 256, (x * y) % 256, (255 - 11 * x) % 256)
    //                    for y in range(13) for x in range(20)])
    //     file = io.BytesIO()
    //     image.save(file, "TIFF", compression="tiff_lzw")
    //     print(base64.b64encode(file.getvalue()).decode())
    private const string PillowLzw =
        "SUkqAKgDAACAAAAP8GgB6BoAOkTgBvDQANMggBkE4AL0tgBZGgAKc6gBOIIAJFHgBDJwAHtUgA4LYAGVhgAtNAAE9ugAiOoA"
        + "Dl7gAXAWBhIAvQPgJ0iwBt4cgRpkYCsgpgZemADrI2ghTnoEpxDgpIpQFoZQgw9q4GnBdg4ysgHlpqhAnuIIkR3hIcvwJi4F"
        + "QMLgJ6CQCOkYgZvD4ENMlgpkFgGL0yg5ZHIIKc/hJOIwKJFMhZDKYMHtZho4MAOGVmh4tNoQE9ziIiX0cgETC4HwMOAN6CkD"
        + "OkbAlvEMGNMoA9kF0JL01BVZHcMKdCBtOJEPJFPCFDKsSHtcCc4MUVGVpC0tN8YE92DMiPkbDkDDkXBSBiECPQXAh0jsGN4k"
        + "BBplUKMgxAwXo3g4WQ+BAU5EhIThLBQSJRhYQxYBgPZehoOBlBwMprh4LRyCAJ54iIIh/CQHIFiYFwMoGEwCnoGYFHSIAHm8"
        + "JoKGmLQMmQM4PF6OgRlkQIUFORwWk4TYZEiVAbkMWoeD2YQgjgZ4jDKbgli0dIoCeewqiIAYtByCAvhcDyBhWAx6BwBh0iKC"
        + "RvCkDBpi+DxkDYEhejyFRZEMGBTkmGxOFAHhIlaIRDF0JA9mOJw4GoKgynCLQtHcMAnn2MwiAQNgcgqOQXBGgYYAOegegcdI"
        + "lAqbwrg4aYyBGZA4hUXo/BiWRFhwU5MB+ThSiMSJZCaQxfioPZmC2OBsjEMpzDSLR5jgJ4ADuIgGj8HINEKFwUIGGoEHoIQI"
        + "HSJ4MG8LgQGmNIUGQOwYF6QYcFkSAgFOTokE4VQoEiW4sEMYgwD2aI0Dgbw4DKdY8C0fBACeApECICRIByD5MBcFqBh0BJ6C"
        + "OCR0ioDZvDCEhpjcFpkD2GxekQH5ZEqJBTlEKJOFeLRIl4MZDGSNg9msOo4HGPwyngQ4tH6SAngUTIiAuUQchIVYXBkgYfgU"
        + "egmAodIsg8bwzBQaY5hkZBAB4XpGiMWRNCgU5Ti0ThaDISJgjcQxnDwPZtkEOB0EYMp6ksLQBFAJ4HlUIgOFoHIUl8FwboGI"
        + "gFnoKILHSLwQm8NYWGmPAbmQQohF6SQmlkT4sFOVgxk4XI3EiYw8kMaZCD2cBHjgdpNDKfRSi0A5YCeChdiIEJjPYaIXB4gY"
        + "kgYegrAwdIxhJgYYGmPoeGQRQkF6S4qFkUgwFOWI2E4Xw8EiZZCEMbBID2cpODgeRUDKf5aC0BhgCeDJmCIExsByGZyBcgIA"
        + "CgAAAQMAAQAAABQAAAABAQMAAQAAAA0AAAACAQMAAwAAACYEAAADAQMAAQAAAAUAAAAGAQMAAQAAAAIAAAARAQQAAQAAAAgA"
        + "AAAVAQMAAQAAAAMAAAAWAQMAAQAAAA0AAAAXAQQAAQAAAJ8DAAAcAQMAAQAAAAEAAAAAAAAACAAIAAgA";

    public static TheoryData<bool, int, bool> Layouts
    {
        get
        {
            var layouts = new TheoryData<bool, int, bool>();
            foreach (var bigEndian in (bool[])[false, true])
            {
                foreach (var compression in (int[])[1, 5, 8])
                {
                    layouts.Add(bigEndian, compression, false);
                    layouts.Add(bigEndian, compression, true);
                }
            }

            return layouts;
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Rgb_is_read_in_every_layout(bool bigEndian, int compression, bool tiled)
    {
        var image = TestImages.Noisy(37, 21);
        var tiff = Layout(37, 21, bigEndian, compression, tiled) with { SamplesPerPixel = 3, Photometric = 2 };
        Assert.Equal(image.Pixels, Decode(tiff.Build([.. image.Pixels.Select(value => (int)value)])).Pixels);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Grey_is_repeated_in_three_channels(bool bigEndian, int compression, bool tiled)
    {
        var greys = Greys(37 * 21);
        AssertGrey(greys, Decode(Layout(37, 21, bigEndian, compression, tiled).Build(greys)));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Of_16_bits_the_upper_8_count(bool bigEndian, int compression, bool tiled)
    {
        var greys = Greys(37 * 21);
        var tiff = Layout(37, 21, bigEndian, compression, tiled) with { BitsPerSample = 16 };
        AssertGrey(greys, Decode(tiff.Build([.. greys.Select((grey, i) => (grey << 8) + (i * 7 % 256))])));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Rgb_of_16_bits_is_read(bool bigEndian, int compression, bool tiled)
    {
        var image = TestImages.Noisy(37, 21);
        var tiff = Layout(37, 21, bigEndian, compression, tiled) with
        {
            BitsPerSample = 16,
            SamplesPerPixel = 3,
            Photometric = 2,
        };
        Assert.Equal(image.Pixels, Decode(tiff.Build([.. image.Pixels.Select(value => value * 257)])).Pixels);
    }

    [Fact]
    public void White_may_be_zero() =>
        Assert.Equal(
            [255, 255, 255, 55, 55, 55],
            Decode(new TiffBuilder { Width = 2, Height = 1, Photometric = 0 }.Build([0, 200])).Pixels);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_palette_is_looked_up(bool bigEndian)
    {
        var palette = Enumerable.Range(0, 3).SelectMany(channel =>
            Enumerable.Range(0, 256).Select(entry => ((entry * (channel + 3)) % 256) * 257)).ToArray();
        var tiff = new TiffBuilder
        {
            Width = 3,
            Height = 1,
            Photometric = 3,
            Palette = palette,
            BigEndian = bigEndian,
        };
        Assert.Equal(
            [0, 0, 0, 30, 40, 50, 253, 252, 251],
            Decode(tiff.Build([0, 10, 255])).Pixels);
    }

    [Fact]
    public void Transparent_pixels_are_laid_over_white()
    {
        var tiff = new TiffBuilder
        {
            Width = 3,
            Height = 1,
            SamplesPerPixel = 4,
            Photometric = 2,
            ExtraSamples = 2,
        };
        Assert.Equal(
            [9, 8, 7, 255, 255, 255, 255, 127, 127],
            Decode(tiff.Build([9, 8, 7, 255, 9, 8, 7, 0, 255, 0, 0, 128])).Pixels);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(null)]
    public void A_fourth_sample_that_is_not_told_to_be_alpha_is_left_out(int? told)
    {
        var tiff = new TiffBuilder
        {
            Width = 3,
            Height = 1,
            SamplesPerPixel = 4,
            Photometric = 2,
            ExtraSamples = told,
        };
        Assert.Equal(
            [9, 8, 7, 9, 8, 7, 255, 0, 0],
            Decode(tiff.Build([9, 8, 7, 255, 9, 8, 7, 0, 255, 0, 0, 128])).Pixels);
    }

    [Fact]
    public void Colours_that_are_multiplied_by_alpha_already_are_laid_over_white()
    {
        var tiff = new TiffBuilder
        {
            Width = 2,
            Height = 1,
            SamplesPerPixel = 4,
            Photometric = 2,
            ExtraSamples = 1,
        };
        Assert.Equal([255, 255, 255, 255, 127, 127], Decode(tiff.Build([0, 0, 0, 0, 128, 0, 0, 128])).Pixels);
    }

    [Fact]
    public void Ink_is_turned_into_light()
    {
        var tiff = new TiffBuilder { Width = 3, Height = 1, SamplesPerPixel = 4, Photometric = 5 };
        Assert.Equal(
            [255, 0, 0, 255, 255, 255, 0, 0, 0],
            Decode(tiff.Build([0, 255, 255, 0, 0, 0, 0, 0, 0, 0, 0, 255])).Pixels);
    }

    [Theory]
    [InlineData(1, "abcd")]
    [InlineData(2, "badc")]
    [InlineData(3, "dcba")]
    [InlineData(4, "cdab")]
    [InlineData(5, "acbd")]
    [InlineData(6, "cadb")]
    [InlineData(7, "dbca")]
    [InlineData(8, "bdac")]
    public void The_orientation_is_applied(int orientation, string expected)
    {
        // As stored: a b above c d, and one more column so that width and height differ.
        var tiff = new TiffBuilder { Width = 3, Height = 2, Orientation = orientation };
        var image = Decode(tiff.Build(['a', '-', 'b', 'c', '-', 'd']));
        Assert.Equal(orientation < 5 ? (3, 2) : (2, 3), (image.Width, image.Height));
        Assert.Equal(expected, string.Concat(image.Reds().Where(value => value != '-').Select(value => (char)value)));
    }

    [Fact]
    public void A_file_of_another_writer_is_read()
    {
        var expected = TestImages.Make(
            20, 13, (x, y) => (((13 * x) + (5 * y)) % 256, x * y % 256, (255 - (11 * x) + 256) % 256));
        Assert.Equal(expected.Pixels, Decode(Convert.FromBase64String(PillowLzw)).Pixels);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_or_read_whole()
    {
        foreach (var compression in (int[])[1, 5, 8])
        {
            var tiff = Layout(13, 9, false, compression, false);
            var whole = tiff.Build(Greys(13 * 9));
            var expected = Decode(whole).Pixels;
            for (var length = 0; length < whole.Length; length++)
            {
                AssertReadOrRefused(whole[..length], expected);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    public void Pixels_cut_off_behind_the_directory_are_an_error(int compression)
    {
        var tiff = Layout(64, 64, false, compression, false);
        var whole = DirectoryFirst(tiff.Build(Greys(64 * 64)));
        AssertGrey(Greys(64 * 64), Decode(whole));
        var error = Assert.Throws<ImageFormatException>(() => Decode(whole[..(whole.Length * 9 / 10)]));
        Assert.Contains("ends too early", error.Message, StringComparison.Ordinal);
        Assert.Contains("upload", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_bytes_never_do_worse_than_an_error()
    {
        var random = new SeededRandom(7);
        foreach (var compression in (int[])[1, 5, 8])
        {
            foreach (var tiled in (bool[])[false, true])
            {
                var whole = Layout(20, 20, false, compression, tiled).Build(Greys(400));
                for (var attempt = 0; attempt < 300; attempt++)
                {
                    var changed = (byte[])whole.Clone();
                    for (var i = 0; i < 3; i++)
                    {
                        changed[8 + random.NextInt(changed.Length - 8)] = (byte)random.NextInt(256);
                    }

                    AssertReadOrRefused(changed, null);
                }
            }
        }
    }

    [Fact]
    public void A_header_that_claims_a_huge_picture_is_refused_before_memory_is_taken()
    {
        var bomb = new TiffBuilder { Width = 60000, Height = 60000 }.Build([1, 2, 3]);
        AssertRefusedWithoutMemory(bomb, "60000x60000");
    }

    [Fact]
    public void Counts_and_lengths_beyond_the_file_are_refused_before_memory_is_taken()
    {
        // The entries of the directory, 12 bytes each: tag, type, count, value. No pixel depends on the orientation.
        const int Orientation = 274;
        var whole = Layout(20, 20, false, 1, false).Build(Greys(400));
        var directory = BitConverter.ToInt32(whole, 4);
        for (var entry = directory + 2; entry < whole.Length - 4; entry += 12)
        {
            if (BitConverter.ToUInt16(whole, entry) == Orientation)
            {
                continue;
            }

            var many = (byte[])whole.Clone();
            BitConverter.GetBytes(500_000_000).CopyTo(many, entry + 4);
            AssertRefusedWithoutMemory(many, "ends too early");
        }
    }

    public static TheoryData<int> Metadata =>
    [
        269, 270, 271, 272, 274, 280, 281, 282, 283, 285, 286, 290, 291, 296, 297, 301, 305, 306, 315, 316, 318, 319, 320, 321, 330, 332,
        333, 334, 336, 337, 340, 341, 347, 529, 530, 531, 532, 700, 33432, 33550, 33723, 34377, 34665, 34675, 34853, 42112, 50706, 65000,
    ];

    [Theory]
    [MemberData(nameof(Metadata))]
    public void Nonsense_in_an_entry_that_no_pixel_needs_is_passed_over(int tag)
    {
        var image = TestImages.Noisy(13, 9);
        int[] samples = [.. image.Pixels.Select(value => (int)value)];
        foreach (var (bigEndian, big) in ((bool, bool)[])[(false, false), (true, false), (false, true)])
        {
            var plain = new TiffBuilder
            {
                Width = 13,
                Height = 9,
                SamplesPerPixel = 3,
                Photometric = 2,
                BigEndian = bigEndian,
                Big = big,
                Orientation = tag == 274 ? 0 : 1,
            };
            foreach (var type in (int[])[1, 2, 3, 4, 5, 7, 12, 13, 99])
            {
                foreach (var count in (int[])[0, 1, 2, 500_000_000])
                {
                    // Two longs, or one fraction of 0/0.
                    var tiff = (tag == 274 ? plain : plain with { Others = [(tag, 4, [0, 0])] }).Build(samples);
                    ChangeEntry(tiff, tag, bigEndian, big, type, count);
                    Assert.Equal(image.Pixels, Decode(tiff).Pixels);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void A_last_strip_may_claim_more_bytes_than_the_file_has_where_its_rows_are_there(int compression)
    {
        var greys = Greys(13 * 9);
        var tiff = DirectoryFirst(Layout(13, 9, false, compression, false).Build(greys));
        var expected = Decode(tiff).Pixels;
        var lengths = Entry(tiff, 279);
        var last = BitConverter.ToInt32(tiff, lengths + 8) + (4 * (BitConverter.ToInt32(tiff, lengths + 4) - 1));
        var length = BitConverter.ToInt32(tiff, last);
        BitConverter.GetBytes(length + 50).CopyTo(tiff, last);
        AssertGrey(greys, Decode(tiff));
        for (var missing = 1; missing < length; missing++)
        {
            AssertReadOrRefused(tiff[..^missing], expected);
        }

        Assert.Throws<ImageFormatException>(() => Decode(tiff[..^(length / 2)]));
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void A_big_tiff_is_read(bool bigEndian, int compression, bool tiled)
    {
        var image = TestImages.Noisy(37, 21);
        var tiff = Layout(37, 21, bigEndian, compression, tiled) with { SamplesPerPixel = 3, Photometric = 2, Big = true };
        int[] samples = [.. image.Pixels.Select(value => (int)value)];
        Assert.Equal(image.Pixels, Decode(tiff.Build(samples)).Pixels);
        var turned = Decode((tiff with { Orientation = 6 }).Build(samples));
        Assert.Equal((21, 37), (turned.Width, turned.Height));
    }

    [Fact]
    public void A_big_tiff_cut_anywhere_is_refused_or_read_whole()
    {
        var tiff = Layout(13, 9, false, 5, false) with { Big = true };
        var whole = tiff.Build(Greys(13 * 9));
        var expected = Decode(whole).Pixels;
        for (var length = 0; length < whole.Length; length++)
        {
            AssertReadOrRefused(whole[..length], expected);
        }
    }

    [Fact]
    public void A_big_tiff_with_counts_and_offsets_beyond_the_file_is_refused_before_memory_is_taken()
    {
        var whole = (Layout(20, 20, false, 1, false) with { Big = true }).Build(Greys(400));
        var directory = (int)BitConverter.ToInt64(whole, 8);
        foreach (var extreme in (long[])[500_000_000, int.MaxValue, uint.MaxValue, long.MaxValue, -1])
        {
            for (var entry = directory + 8; entry < whole.Length - 8; entry += 20)
            {
                if (BitConverter.ToUInt16(whole, entry) != 274)
                {
                    var many = (byte[])whole.Clone();
                    BitConverter.GetBytes(extreme).CopyTo(many, entry + 4);
                    AssertRefusedWithoutMemory(many, "ends too early");
                }
            }

            foreach (var at in (int[])[8, directory])
            {
                var outside = (byte[])whole.Clone();
                BitConverter.GetBytes(extreme).CopyTo(outside, at);
                AssertRefusedWithoutMemory(outside, "ends too early");
            }
        }
    }

    [Fact]
    public void A_small_picture_that_claims_huge_tiles_is_refused_before_memory_is_taken()
    {
        var tiff = new TiffBuilder { Width = 4, Height = 4, TileSide = 16 }.Build(Greys(16));
        Change(tiff, 322, 20000);
        Change(tiff, 323, 20000);
        AssertRefusedWithoutMemory(tiff, "20000x20000");
    }

    [Theory]
    [InlineData(10_000, 10_000, 29_984, 13_328)]
    [InlineData(10_000, 10_000, 10_000, 13_328)]
    [InlineData(1, 1_000_000, 512, 512)]
    public void A_picture_that_claims_tiles_far_beyond_it_is_refused_before_memory_is_taken(
        int width, int height, int tileWidth, int tileHeight)
    {
        var tiff = new TiffBuilder { Width = 4, Height = 4, TileSide = 16 }.Build(Greys(16));
        Change(tiff, 256, width);
        Change(tiff, 257, height);
        Change(tiff, 322, tileWidth);
        Change(tiff, 323, tileHeight);
        AssertRefusedWithoutMemory(tiff, $"{tileWidth}x{tileHeight}");
    }

    [Fact]
    public void Tiles_of_many_layers_are_refused_before_memory_is_taken() => AssertRefusedWithoutMemory(
        new TiffBuilder { Width = 4, Height = 4, TileSide = 16, TileDepth = 1_000_000 }.Build(Greys(16)), "16x16x1000000");

    [Theory]
    [InlineData(1, 1, 512)]
    [InlineData(700, 500, 256)]
    [InlineData(513, 300, 512)]
    [InlineData(3, 5000, 256)]
    [InlineData(5, 7, 4096)]
    public void Tiles_of_usual_sizes_may_reach_beyond_a_picture(int width, int height, int side)
    {
        var greys = Greys(width * height);
        AssertGrey(greys, Decode(new TiffBuilder { Width = width, Height = height, TileSide = side }.Build(greys)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_strip_whose_codes_end_before_its_pixels_is_refused(int samples)
    {
        var tiff = Layout(20, 20, false, 5, false) with { SamplesPerPixel = samples, Photometric = samples == 1 ? 1 : 2 };
        var file = tiff.Build(Greys(400 * samples));
        var strip = BitConverter.ToInt32(file, BitConverter.ToInt32(file, Entry(file, 273) + 8));
        Assert.Equal(0x80, file[strip]); // the code that clears the table, 9 bits; the one that ends the strip is put behind it
        file[strip + 1] = 0x40;
        file[strip + 2] |= 0x40;
        var refused = Assert.Throws<ImageFormatException>(() => Decode(file));
        Assert.Contains("Not enough data", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warning_that_is_not_about_missing_pixels_does_not_matter()
    {
        // Sides of tiles should be multiples of 16; libtiff warns of others and reads them.
        var greys = Greys(37 * 21);
        AssertGrey(greys, Decode((Layout(37, 21, false, 5, true) with { TileSide = 20 }).Build(greys)));
    }

    [Fact]
    public void A_picture_that_needs_too_much_memory_is_not_called_damaged()
    {
        // A strip of a few bytes more than an array can have, on any machine.
        const int HugeWidth = 14_351, HugeHeight = 18_705;
        Assert.InRange(8L * HugeWidth * HugeHeight, Array.MaxLength + 1L, int.MaxValue);
        var tiff = new TiffBuilder
        {
            Width = 1,
            Height = 2,
            RowsPerStrip = 2,
            Compression = 5,
            BitsPerSample = 16,
            SamplesPerPixel = 4,
            Photometric = 2,
            ExtraSamples = 2,
        }.Build([1, 2, 3, 4, 5, 6, 7, 8]);
        Change(tiff, 256, HugeWidth);
        Change(tiff, 257, HugeHeight);
        Change(tiff, 278, HugeHeight);
        Assert.Throws<OutOfMemoryException>(
            () => Decode(tiff, new DecodeLimits { MaximumPixels = DecodeLimits.LargestMaximumPixels }));
    }

    [Fact]
    public void Samples_of_32_bits_are_refused_with_a_reason()
    {
        var tiff = new TiffBuilder { Width = 2, Height = 2, BitsPerSample = 16 }.Build([1, 2, 3, 4]);
        var at = tiff.AsSpan().IndexOf<byte>([2, 1, 3, 0, 1, 0, 0, 0, 16]);
        tiff[at + 8] = 32;
        var error = Assert.Throws<ImageFormatException>(() => Decode(tiff));
        Assert.Contains("32-bit", error.Message, StringComparison.Ordinal);
    }

    private static TiffBuilder Layout(int width, int height, bool bigEndian, int compression, bool tiled) => new()
    {
        Width = width,
        Height = height,
        BigEndian = bigEndian,
        Compression = compression,
        TileSide = tiled ? 16 : null,
    };

    private static int[] Greys(int count) => [.. Enumerable.Range(0, count).Select(i => ((i * i) + (i * 5)) % 256)];

    /// <summary>Changes the value of a little-endian file's entry.</summary>
    private static void Change(byte[] tiff, int tag, int value) => BitConverter.GetBytes(value).CopyTo(tiff, Entry(tiff, tag) + 8);

    /// <summary>Where an entry of a little-endian file lies.</summary>
    private static int Entry(byte[] tiff, int tag)
    {
        var entry = BitConverter.ToInt32(tiff, 4) + 2;
        while (BitConverter.ToUInt16(tiff, entry) != tag)
        {
            entry += 12;
        }

        return entry;
    }

    /// <summary>Changes an entry's type and how many values it has.</summary>
    private static void ChangeEntry(byte[] tiff, int tag, bool bigEndian, bool big, int type, int count)
    {
        var directory = big ? BitConverter.ToInt32(tiff, 8) : Number(4, 4);
        for (var entry = directory + (big ? 8 : 2); ; entry += big ? 20 : 12)
        {
            if (Number(entry, 2) == tag)
            {
                Put(entry + 2, type, 2);
                Put(entry + 4, count, 4);
                return;
            }
        }

        int Number(int at, int size)
        {
            byte[] bytes = [.. tiff[at..(at + size)], 0, 0];
            var ordered = bigEndian ? [.. tiff[at..(at + size)].Reverse(), 0, 0] : bytes;
            return size == 2 ? BitConverter.ToUInt16(ordered) : BitConverter.ToInt32(ordered);
        }

        void Put(int at, int value, int size)
        {
            var bytes = BitConverter.GetBytes(value)[..size];
            (bigEndian ? [.. bytes.Reverse()] : bytes).CopyTo(tiff, at);
        }
    }

    /// <summary>Moves a little-endian file's strips behind its directory, as many writers place them.</summary>
    private static byte[] DirectoryFirst(byte[] tiff)
    {
        // Everything is copied behind itself; the offsets of the strips are led to the copy, the rest stays.
        byte[] twice = [.. tiff, .. tiff];
        var directory = BitConverter.ToInt32(tiff, 4);
        for (var entry = directory + 2; ; entry += 12)
        {
            if (BitConverter.ToInt16(tiff, entry) == 273)
            {
                var (count, at) = (BitConverter.ToInt32(tiff, entry + 4), BitConverter.ToInt32(tiff, entry + 8));
                for (var i = 0; i < count; i++)
                {
                    BitConverter.GetBytes(BitConverter.ToInt32(tiff, at + (4 * i)) + tiff.Length)
                        .CopyTo(twice, at + (4 * i));
                }

                // The copy ends with its strips.
                return twice[..(tiff.Length + BitConverter.ToInt32(tiff, at) + StripBytes(tiff, directory))];
            }
        }
    }

    private static int StripBytes(byte[] tiff, int directory)
    {
        for (var entry = directory + 2; ; entry += 12)
        {
            if (BitConverter.ToInt16(tiff, entry) == 279)
            {
                var (count, at) = (BitConverter.ToInt32(tiff, entry + 4), BitConverter.ToInt32(tiff, entry + 8));
                return Enumerable.Range(0, count).Sum(i => BitConverter.ToInt32(tiff, at + (4 * i)));
            }
        }
    }

    private static ImageBuffer Decode(byte[] bytes, DecodeLimits? limits = null) =>
        ImageDecoder.Decode(bytes, "upload", limits);

    private static void AssertGrey(int[] greys, ImageBuffer image) =>
        Assert.Equal(greys.SelectMany(grey => (byte[])[(byte)grey, (byte)grey, (byte)grey]), image.Pixels);

    private static void AssertReadOrRefused(byte[] bytes, byte[]? expected)
    {
        // Sides are among the bytes that change: without a limit some pictures would be large.
        ImageBuffer? image = null;
        var error = Record.Exception(() => image = Decode(bytes, new DecodeLimits { MaximumPixels = 10_000 }));
        Assert.True(error is null or ImageFormatException, $"{bytes.Length} bytes: {error}");
        if (image is not null && expected is not null)
        {
            Assert.Equal(expected, image.Pixels);
        }
    }

    private static void AssertRefusedWithoutMemory(byte[] bomb, string part)
    {
        Record.Exception(() => Decode(bomb)); // whatever the library keeps is made now
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<ImageFormatException>(() => Decode(bomb));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }
}
