namespace Arbex.Imaging;

/// <summary>A TIFF file in memory, and the first thing that libtiff found wrong with it.</summary>
internal sealed class TiffSource : MemoryStream
{
    /// <summary>Opens a file for reading.</summary>
    /// <param name="picture">The file.</param>
    public TiffSource(EncodedPicture picture)
        : base(picture.Bytes, 0, picture.Length, writable: false)
    {
    }

    /// <summary>libtiff's first error; null if there was none.</summary>
    public string? Complaint { get; set; }
}
