using System.Buffers.Binary;

namespace Arbex.Imaging.Formats;

/// <summary>
/// Walks the markers of a JPEG file as a decoder does: segments are passed over by their lengths, so that pictures within them (thumbnails)
/// are not seen, and between the segments only what is a marker counts: no stuffed bytes, fill bytes or restart markers.
/// </summary>
internal ref struct JpegMarkers
{
    /// <summary>The marker in front of each scan's data.</summary>
    public const byte StartOfScan = 0xDA;

    /// <summary>The marker that ends a picture.</summary>
    public const byte EndOfImage = 0xD9;

    /// <summary>The marker of EXIF and XMP segments.</summary>
    public const byte Application1 = 0xE1;

    private const byte Prefix = 0xFF;
    private const byte FirstKnown = 0xC0;
    private const byte FirstRestart = 0xD0;
    private const byte StartOfImage = 0xD8;
    private const byte RestartInterval = 0xDD;
    private const int LengthBytes = 2;

    private readonly ReadOnlySpan<byte> _file;
    private int _next = 2;
    private bool _hasRestarts;
    private bool _restartsInTurn = true;
    private int? _nextRestart;

    /// <summary>Starts before the first marker.</summary>
    /// <param name="file">A file that <see cref="IsJpeg"/>.</param>
    public JpegMarkers(ReadOnlySpan<byte> file) => _file = file;

    /// <summary>The second byte of the marker.</summary>
    public byte Marker { get; private set; }

    /// <summary>What is in the marker's segment; empty for a marker that stands alone.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Whether a file starts like a JPEG file.</summary>
    /// <param name="file">The file.</param>
    public static bool IsJpeg(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[Prefix, StartOfImage, Prefix]);

    /// <summary>Counts the scans and looks for the end.</summary>
    /// <param name="file">A file that <see cref="IsJpeg"/>.</param>
    /// <returns>How many scans there are, and whether the picture reaches its end marker with no restart marker left out before it; what
    /// follows that is not looked at. Another picture that begins before the end marker is one behind a picture that is cut short.</returns>
    public static (int Scans, bool Ends) Outline(ReadOnlySpan<byte> file)
    {
        var scans = 0;
        var markers = new JpegMarkers(file);
        while (markers.MoveNext() && markers.Marker != StartOfImage)
        {
            if (markers.Marker == EndOfImage)
            {
                return (scans, markers._restartsInTurn);
            }

            scans += markers.Marker == StartOfScan ? 1 : 0;
        }

        return (scans, false);
    }

    /// <summary>Goes to the next marker.</summary>
    /// <returns>False if no whole one follows.</returns>
    public bool MoveNext()
    {
        do
        {
            // What lies before a marker is the data of a scan, or stray bytes that decoders pass over.
            var skipped = _file[_next..].IndexOf(Prefix);
            if (skipped < 0)
            {
                return false;
            }

            _next += skipped + 1;
            while (_next < _file.Length && _file[_next] == Prefix)
            {
                _next++;
            }

            if (_next == _file.Length)
            {
                return false;
            }

            Marker = _file[_next++];
            if (_hasRestarts && Marker is >= FirstRestart and < StartOfImage)
            {
                _restartsInTurn &= Marker == (_nextRestart ?? Marker);
                _nextRestart = Marker + 1 == StartOfImage ? FirstRestart : Marker + 1;
            }
        }
        while (Marker is < FirstKnown or (>= FirstRestart and < StartOfImage));

        return Marker is StartOfImage or EndOfImage ? StandsAlone() : TakeSegment();
    }

    private bool StandsAlone()
    {
        Content = default;
        return true;
    }

    private bool TakeSegment()
    {
        var rest = _file[_next..];
        var length = rest.Length < LengthBytes ? 0 : BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (length < LengthBytes || length > rest.Length)
        {
            return false;
        }

        Content = rest[LengthBytes..length];
        _next += length;
        if (Marker == RestartInterval)
        {
            _hasRestarts = Content.IndexOfAnyExcept((byte)0) >= 0;
        }
        else if (Marker == StartOfScan)
        {
            _nextRestart = null; // some encoders begin with another than the first
        }

        return true;
    }
}
