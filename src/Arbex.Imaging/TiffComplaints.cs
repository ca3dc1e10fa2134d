using System.Globalization;
using BitMiracle.LibTiff.Classic;

namespace Arbex.Imaging;

/// <summary>Keeps libtiff off the console: errors go to the file they are about, warnings nowhere.</summary>
internal sealed class TiffComplaints : TiffErrorHandler
{
    public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
    {
    }

    public override void ErrorHandlerExt(
        Tiff tif, object clientData, string method, string format, params object[] args)
    {
        if (clientData is TiffSource source)
        {
            source.Complaint ??= string.Format(CultureInfo.InvariantCulture, format, args);
        }
    }

    public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
    {
    }

    public override void WarningHandlerExt(
        Tiff tif, object clientData, string method, string format, params object[] args)
    {
    }
}
