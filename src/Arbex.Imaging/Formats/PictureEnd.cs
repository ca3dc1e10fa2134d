namespace Arbex.Imaging.Formats;

/// <summary>
/// Whether a picture file reaches the end that its format marks. Decoders do not say so: a progressive JPEG that is cut behind its first
/// scan is a whole, blurred picture to them, and what a file notes behind its pixels is gone.
/// </summary>
internal static class PictureEnd
{
    /// <summary>Looks for the end: the end marker of JPEG (with no restart marker left out before it), the IEND chunk of PNG,
    /// the trailer of GIF or the end of a frame, the length of WebP.</summary>
    /// <param name="file">The file.</param>
    /// <returns>False for a file that ends too early. BMP marks no end: its rows are counted where they are decoded.</returns>
    public static bool IsReached(ReadOnlySpan<byte> file) =>
        JpegMarkers.IsJpeg(file) ? JpegMarkers.Outline(file).Ends
        : PngChunks.IsPng(file) ? PngChunks.Ends(file)
        : GifBlocks.IsGif(file) ? GifBlocks.Ends(file)
        : !WebpChunks.IsWebp(file) || WebpChunks.Ends(file);
}
