using System.IO.Hashing;
using System.Runtime.InteropServices;
using Arbex.Imaging;

namespace Arbex.Data.Inspection;

/// <summary>What a check remembers of a decoded picture.</summary>
/// <param name="Width">Columns; 0 where the picture could not be read.</param>
/// <param name="Height">Rows; 0 where the picture could not be read.</param>
/// <param name="IsOneColour">Whether all pixels are the same.</param>
/// <param name="PixelHash">Equal for equal pictures, different for others in all likelihood (128 bits).</param>
/// <param name="Look">Few bits differ where pictures look alike.</param>
public readonly record struct PictureFacts(
    int Width, int Height, bool IsOneColour, UInt128 PixelHash, PerceptualHash Look)
{
    /// <summary>Whether the picture could be decoded.</summary>
    public bool IsReadable => Width > 0;

    /// <summary>Looks at a picture.</summary>
    /// <param name="image">The decoded picture.</param>
    public static PictureFacts Of(ImageBuffer image)
    {
        ArgumentNullException.ThrowIfNull(image);
        // The size is part of the hash: two pictures of other shapes may hold the same bytes.
        var hash = new XxHash128();
        hash.Append(MemoryMarshal.AsBytes<int>([image.Width, image.Height]));
        hash.Append(image.Pixels);
        return new PictureFacts(
            image.Width, image.Height, HasOneColour(image.Pixels), hash.GetCurrentHashAsUInt128(),
            PerceptualHash.Of(image));
    }

    private static bool HasOneColour(ReadOnlySpan<byte> pixels) =>
        // Each byte equals the one a pixel before it.
        pixels[ImageBuffer.Channels..].SequenceEqual(pixels[..^ImageBuffer.Channels]);
}
