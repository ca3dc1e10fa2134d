using SkiaSharp;

namespace Arbex.Imaging;

/// <summary>The pixels of an animation while its frames are drawn one over the other.</summary>
/// <remarks>
/// A frame may build on an earlier one. Asked for a frame alone, Skia draws all that it builds on first, each a call within
/// the other: the time would grow with the square of the frames. So the last frame that later ones can build on is kept, and
/// frames that go away again are drawn beside it. Takes 4 bytes a pixel, and as many again once a frame goes away, and for a picture that
/// a camera noted to be turned.
/// </remarks>
internal sealed class AnimationCanvas : IDisposable
{
    private const int None = -1;
    private const int PixelBytes = 4;

    private readonly SKCodec _codec;
    private readonly SKImageInfo _info;
    private readonly SKBitmap _kept;
    private readonly int _orientation;
    private readonly byte[] _rows;
    private SKBitmap? _passing;
    private SKBitmap _shown;
    private int _keptFrame = None;

    /// <summary>Takes memory for a picture whose size was checked.</summary>
    /// <param name="codec">The picture.</param>
    /// <param name="orientation">Which way up its frames are stored, 1 to 8.</param>
    public AnimationCanvas(SKCodec codec, int orientation)
    {
        _codec = codec;
        _orientation = orientation;
        _info = new SKImageInfo(
            codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, null);
        _rows = new byte[orientation == 1 ? PixelBytes * _info.Width : _info.BytesSize];
        _shown = _kept = new SKBitmap(_info);
    }

    /// <summary>Draws the next frame.</summary>
    public SKCodecResult Draw(int index, SKCodecFrameInfo frame)
    {
        var builtOn = frame.RequiredFrame < 0 ? None : _keptFrame;
        if (builtOn < frame.RequiredFrame)
        {
            return SKCodecResult.InvalidInput;
        }

        var passes = frame.DisposalMethod == SKCodecAnimationDisposalMethod.RestorePrevious;
        _shown = passes ? _passing ??= new SKBitmap(_info) : _kept;
        if (passes && builtOn != None)
        {
            _kept.GetPixelSpan().CopyTo(_shown.GetPixelSpan());
        }

        _keptFrame = passes ? _keptFrame : index;
        return _codec.GetPixels(_info, _shown.GetPixels(), new SKCodecOptions(index, builtOn));
    }

    /// <summary>The frame that was drawn last, upright and over white.</summary>
    public ImageBuffer Shown()
    {
        var rgba = _shown.GetPixelSpan();
        if (_orientation != 1)
        {
            LayOverWhite(rgba);
            return ExifOrientation.Upright(_rows, _info.Width, _info.Height, _orientation, DecodeBuffer.ForNewImages());
        }

        var picture = new ImageBuffer(_info.Width, _info.Height);
        for (var y = 0; y < _info.Height; y++)
        {
            LayOverWhite(rgba.Slice(y * _rows.Length, _rows.Length));
            RgbaPixels.DropAlpha(_rows, picture.Pixels.AsSpan(y * ImageBuffer.Channels * _info.Width, ImageBuffer.Channels * _info.Width));
        }

        return picture;
    }

    /// <summary>Lays a copy over white, since the next frame builds on what is transparent.</summary>
    private void LayOverWhite(ReadOnlySpan<byte> rgba)
    {
        rgba.CopyTo(_rows);
        RgbaPixels.LayOverWhite(_rows);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _kept.Dispose();
        _passing?.Dispose();
    }
}
