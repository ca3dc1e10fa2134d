namespace Arbex.Imaging;

/// <summary>A picture file in memory.</summary>
/// <param name="Bytes">Pinned; starts with the file, may be longer.</param>
/// <param name="Length">Bytes of the file.</param>
/// <param name="Name">How messages call it.</param>
internal readonly record struct EncodedPicture(byte[] Bytes, int Length, string Name)
{
    /// <summary>The file.</summary>
    public ReadOnlySpan<byte> Content => Bytes.AsSpan(0, Length);

    /// <summary>Refuses a picture that asks for too much.</summary>
    /// <param name="width">Columns according to the header.</param>
    /// <param name="height">Rows according to the header.</param>
    /// <param name="limits">The limits.</param>
    public void CheckSize(int width, int height, DecodeLimits limits) => limits.Check(Name, width, height);

    /// <summary>The error for a picture whose header can be read but not its pixels.</summary>
    /// <param name="width">Columns according to the header.</param>
    /// <param name="height">Rows according to the header.</param>
    /// <param name="complaint">What is wrong, such as "ends too early".</param>
    /// <param name="cause">The cause, for logs.</param>
    public ImageFormatException Damaged(int width, int height, string complaint, Exception? cause = null)
    {
        var message = $"The picture '{Name}' ({width}x{height}, {Length} bytes) {complaint}. Expected a whole file. "
            + "Copy or download it again, or remove it.";
        return cause is null ? new ImageFormatException(message) : new ImageFormatException(message, cause);
    }
}
