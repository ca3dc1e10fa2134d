using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Arbex.Data.Packing;

/// <summary>One sample's line in the table of a pack: where its pixels are, and what its file looked like.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PackEntry
{
    /// <summary>Bytes of an entry.</summary>
    public static int Size { get; } = Unsafe.SizeOf<PackEntry>();

    /// <summary>Where the pixels begin in the file.</summary>
    public required long Offset { get; init; }

    /// <summary>XXH3 of the stored pixels.</summary>
    public required ulong Checksum { get; init; }

    /// <summary>Columns; 0 where the picture could not be read.</summary>
    public required int Width { get; init; }

    /// <summary>Rows; 0 where the picture could not be read.</summary>
    public required int Height { get; init; }

    /// <summary>1 for grey, 3 for colour; 0 where the picture could not be read.</summary>
    public required long Channels { get; init; }

    /// <summary>The picture file when it was packed.</summary>
    public required SourceStamp Source { get; init; }

    /// <summary>Bytes of the stored pixels.</summary>
    public long Length => Width * (long)Height * Channels;

    /// <summary>Whether the pixels lie between the head and the table.</summary>
    public bool FitsInto(long pixelsEnd) =>
        Channels == 0
            ? Width == 0 && Height == 0
            : Channels is 1 or 3 && Width > 0 && Height > 0 && Offset >= PackHeader.Length
                && Width * (long)Height <= pixelsEnd / Channels && Offset <= pixelsEnd - Length;
}
