using System.Runtime.InteropServices;

namespace Arbex.Imaging;

/// <summary>Memory that a worker keeps while it decodes one picture after another, so that a dataset of equally large
/// pictures is read almost without allocating.</summary>
/// <remarks>Holds the file's bytes, the pixels as decoded and the picture handed out. What a picture needs beyond 16 MB
/// is given back after it.</remarks>
/// <threadsafety>For one thread at a time; give each worker its own.</threadsafety>
public sealed class DecodeBuffer
{
    private const int LargestKept = 16 << 20;
    private const int Smallest = 1 << 16;

    private readonly bool _reusesImage;
    private byte[] _file = [];
    private byte[] _rgba = [];
    private ImageBuffer? _image;

    /// <summary>Makes an empty buffer.</summary>
    public DecodeBuffer()
        : this(reusesImage: true)
    {
    }

    private DecodeBuffer(bool reusesImage) => _reusesImage = reusesImage;

    /// <summary>A buffer whose pictures are all new ones, for callers that keep them.</summary>
    internal static DecodeBuffer ForNewImages() => new(reusesImage: false);

    /// <summary>A pinned place for a file.</summary>
    /// <param name="length">Its bytes.</param>
    /// <returns>An array of at least this length; its content is arbitrary.</returns>
    internal byte[] File(int length) => AtLeast(ref _file, length);

    /// <summary>A pinned place for decoded pixels.</summary>
    /// <param name="length">Their bytes.</param>
    /// <returns>An array of at least this length; its content is arbitrary.</returns>
    internal byte[] Rgba(int length) => AtLeast(ref _rgba, length);

    /// <summary>The picture to decode into; overwrites the one before if it has the same size.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    internal ImageBuffer Image(int width, int height)
    {
        if (!_reusesImage)
        {
            return new ImageBuffer(width, height);
        }

        if (_image is null || _image.Width != width || _image.Height != height)
        {
            _image = new ImageBuffer(width, height);
        }

        return _image;
    }

    /// <summary>Where a pinned array lies.</summary>
    /// <param name="pinned">From <see cref="File"/> or <see cref="Rgba"/>; must be kept alive while it is used.</param>
    internal static IntPtr AddressOf(byte[] pinned) => Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);

    private static byte[] AtLeast(ref byte[] kept, int length)
    {
        if (kept.Length >= length)
        {
            return kept;
        }

        if (length > LargestKept)
        {
            return GC.AllocateUninitializedArray<byte>(length, pinned: true);
        }

        var rounded = Math.Max(Smallest, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length));
        return kept = GC.AllocateUninitializedArray<byte>(rounded, pinned: true);
    }
}
