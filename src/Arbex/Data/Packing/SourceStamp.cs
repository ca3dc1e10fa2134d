using System.Runtime.InteropServices;

namespace Arbex.Data.Packing;

/// <summary>Size and time of a picture file; <see cref="None"/> where a picture is not in a file.</summary>
/// <param name="Length">Bytes; below 0 where there is no file.</param>
/// <param name="Changed">Time of the last change, UTC ticks.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SourceStamp(long Length, long Changed)
{
    public static SourceStamp None => new(FileStamp.Absent, 0);

    /// <summary>Looks at a sample's file.</summary>
    public static SourceStamp Of(IFaceDataset source, int index)
    {
        if (source.PathOf(index) is not { } path)
        {
            return None;
        }

        var stamp = FileStamp.Of("", path);
        return new(stamp.Length, stamp.Changed);
    }

    /// <summary>Looks at the files of all samples; many at once, for folders on other machines.</summary>
    public static SourceStamp[] OfAll(IFaceDataset source)
    {
        var stamps = new SourceStamp[source.Samples.Count];
        Parallel.For(0, stamps.Length, i => stamps[i] = Of(source, i));
        return stamps;
    }
}
