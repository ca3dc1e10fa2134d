using BitMiracle.LibTiff.Classic;

namespace Arbex.Imaging;

/// <summary>Reads grey TIFF pictures with an alpha sample, of 8 or 16 bits a sample: libtiff's own way to RGBA leaves out the alpha.</summary>
internal static class TiffGreyAlpha
{
    private const int RgbaBytes = 4;

    /// <summary>Whether a picture is of this kind.</summary>
    /// <param name="tiff">A picture whose first extra sample is alpha.</param>
    public static bool Fits(Tiff tiff) =>
        Number(tiff, TiffTag.SAMPLESPERPIXEL, 1) > 1 && Number(tiff, TiffTag.BITSPERSAMPLE, 1) is 8 or 16
        && Number(tiff, TiffTag.PHOTOMETRIC, -1) is (int)Photometric.MINISBLACK or (int)Photometric.MINISWHITE;

    /// <summary>Reads the pixels and lays them over white.</summary>
    /// <param name="tiff">A picture that <see cref="Fits"/>, whose tiles were checked.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="isMultiplied">Whether the samples are multiplied by alpha.</param>
    /// <param name="rgba">4 bytes a pixel; of the fourth nothing is meant.</param>
    /// <returns>False if pixels are missing.</returns>
    public static bool TryRead(Tiff tiff, int width, int height, bool isMultiplied, out Span<byte> rgba)
    {
        var pixels = new byte[RgbaBytes * width * height];
        rgba = pixels;
        var isInk = Number(tiff, TiffTag.PHOTOMETRIC, -1) == (int)Photometric.MINISWHITE;
        var blocks = new Blocks(tiff, width, height);
        for (var top = 0; top < height; top += blocks.Height)
        {
            for (var left = 0; left < width; left += blocks.Width)
            {
                if (!blocks.TryRead(left, top, pixels, isInk))
                {
                    return false;
                }
            }
        }

        if (!isMultiplied)
        {
            RgbaPixels.LayOverWhite(rgba);
        }
        else if (!isInk)
        {
            // Multiplied ink needs nothing: where there is none, the paper is white already.
            RgbaPixels.LayMultipliedOverWhite(rgba);
        }

        return true;
    }

    private static int Number(Tiff tiff, TiffTag tag, int otherwise) => tiff.GetFieldDefaulted(tag)?[0].ToInt() ?? otherwise;

    /// <summary>The picture's tiles, or its strips, which are tiles as wide as the picture.</summary>
    private sealed class Blocks
    {
        private readonly Tiff _tiff;
        private readonly (int Width, int Height) _picture;
        private readonly bool _isTiled;
        private readonly int _planes;
        private readonly int _pixelBytes;
        private readonly int _sampleBytes;
        private readonly byte[] _block;

        public Blocks(Tiff tiff, int width, int height)
        {
            (_tiff, _picture, _isTiled) = (tiff, (width, height), tiff.IsTiled());
            var isPlanar = Number(tiff, TiffTag.PLANARCONFIG, 1) == (int)PlanarConfig.SEPARATE;
            _planes = isPlanar ? 2 : 1;
            _sampleBytes = Number(tiff, TiffTag.BITSPERSAMPLE, 8) / 8;
            _pixelBytes = _sampleBytes * (isPlanar ? 1 : Number(tiff, TiffTag.SAMPLESPERPIXEL, 1));
            Width = _isTiled ? Number(tiff, TiffTag.TILEWIDTH, 0) : width;
            var rows = Number(tiff, _isTiled ? TiffTag.TILELENGTH : TiffTag.ROWSPERSTRIP, 0);
            Height = _isTiled || (rows > 0 && rows < height) ? rows : height;
            _block = new byte[checked(Width * Height * _pixelBytes)];
        }

        public int Width { get; }

        public int Height { get; }

        /// <summary>Reads grey into the first three bytes of each pixel and alpha into the fourth.</summary>
        public bool TryRead(int left, int top, byte[] rgba, bool isInk)
        {
            var (columns, rows) = (Math.Min(Width, _picture.Width - left), Math.Min(Height, _picture.Height - top));
            // libtiff hands out 16-bit samples in the machine's order of bytes.
            var upper = BitConverter.IsLittleEndian ? _sampleBytes - 1 : 0;
            for (var sample = 0; sample < 2; sample++)
            {
                if (sample < _planes && !TryReadPlane(left, top, rows, sample))
                {
                    return false;
                }

                var first = upper + (_planes == 1 ? sample * _sampleBytes : 0);
                for (var y = 0; y < rows; y++)
                {
                    var from = first + (y * Width * _pixelBytes);
                    var to = RgbaBytes * (((top + y) * _picture.Width) + left);
                    for (var x = 0; x < columns; x++, from += _pixelBytes, to += RgbaBytes)
                    {
                        if (sample == 1)
                        {
                            rgba[to + 3] = _block[from];
                        }
                        else
                        {
                            rgba.AsSpan(to, 3).Fill((byte)(isInk ? 255 - _block[from] : _block[from]));
                        }
                    }
                }
            }

            return true;
        }

        private bool TryReadPlane(int left, int top, int rows, int plane)
        {
            if (_isTiled)
            {
                var tile = _tiff.ComputeTile(left, top, 0, (short)plane);
                return _tiff.ReadEncodedTile(tile, _block, 0, _block.Length) == _block.Length;
            }

            var bytes = rows * Width * _pixelBytes;
            return _tiff.ReadEncodedStrip(_tiff.ComputeStrip(top, (short)plane), _block, 0, bytes) == bytes;
        }
    }
}
