using System.Globalization;
using BitMiracle.LibTiff.Classic;

namespace Arbex.Imaging;

/// <summary>Keeps libtiff off the console: errors go to the file they are about, and so do warnings that mean that pixels are missing; other
/// warnings, such as those about metadata, go nowhere.</summary>
internal sealed class TiffComplaints : TiffErrorHandler
{
    /// <summary>What the warnings say with which libtiff's decoders leave pixels out and report success: LZW and PackBits, CCITT fax, and
    /// JPEG.</summary>
    private static readonly string[] MissingPixels =
    [
        "Not enough data", "Premature EO", "Line length mismatch", "Premature end of", "premature end of data segment", "bad Huffman code",
        "bad arithmetic code", "instead of RST",
    ];

    public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
    {
    }

    public override void ErrorHandlerExt(
        Tiff tif, object clientData, string method, string format, params object[] args)
    {
        if (clientData is TiffSource source)
        {
            source.Complaint ??= Text(format, args);
        }
    }

    public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
    {
    }

    public override void WarningHandlerExt(
        Tiff tif, object clientData, string method, string format, params object[] args)
    {
        if (clientData is TiffSource source && Text(format, args) is var warning
            && MissingPixels.Any(part => warning.Contains(part, StringComparison.Ordinal)))
        {
            source.Complaint ??= warning.TrimStart(':', ' ');
        }
    }

    private static string Text(string format, object[] args) =>
        args.Length == 0 ? format : string.Format(CultureInfo.InvariantCulture, format, args);
}
