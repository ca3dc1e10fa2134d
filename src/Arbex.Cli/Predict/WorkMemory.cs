using Arbex.Imaging;

namespace Arbex.Cli.Predict;

/// <summary>How much memory pictures and frames may take that are worked on or wait: a budget in bytes, since a count says nothing of it.</summary>
/// <remarks>An item that is larger than all of it is worked on alone. The one that is being read, and the one whose answer is being written, come on top.</remarks>
internal sealed class WorkMemory
{
    /// <summary>Bytes a pixel of a picture while it is decoded; see <see cref="DecodeLimits.MaximumPixels"/>.</summary>
    private const int PictureBytes = 10;

    private const long OfWorker = 128L << 20;
    private const long Least = 512L << 20;

    /// <summary>The budget is at most this part of the memory that the machine, the container or the user allows.</summary>
    private const int PartOfAll = 4;

    /// <summary>Smaller items are left to the garbage collector alone.</summary>
    private const long Large = 16L << 20;

    private readonly long _budget;
    private long _taken;
    private long _left;

    /// <param name="workers">How many items are worked on at once.</param>
    public WorkMemory(int workers)
        : this(workers, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes)
    {
    }

    internal WorkMemory(int workers, long available) =>
        _budget = Math.Min(Math.Max(Least, workers * OfWorker), Math.Max(1, available / PartOfAll));

    /// <summary>Memory that a picture file takes, by its header; little for what is none.</summary>
    public static long OfPicture(string file) =>
        file != PictureInputs.StandardInput && PictureSize.Of(file) is var (width, height) ? PictureBytes * (long)width * height : 0;

    /// <summary>Whether an item fits beside those that are there.</summary>
    public bool HasRoomFor(long bytes) => _taken + bytes <= _budget;

    /// <summary>Takes memory for an item.</summary>
    public void Take(long bytes) => _taken += bytes;

    /// <summary>Gives an item's memory back.</summary>
    /// <remarks>
    /// The collector frees large arrays only when it finds time for a full collection, and lets gigabytes of them gather where there is memory; so
    /// half a budget of them starts one.
    /// </remarks>
    public void GiveBack(long bytes)
    {
        _taken -= bytes;
        _left += bytes >= Large ? bytes : 0;
        if (_left > _budget / 2)
        {
            _left = 0;
#pragma warning disable RS0030 // These are arrays, which dispose scopes do not free.
            GC.Collect();
#pragma warning restore RS0030
        }
    }
}
