using System.Buffers;
using System.IO.Hashing;
using Arbex.Imaging;

namespace Arbex.Data.Packing;

/// <summary>A dataset whose pixels come from a pack instead of picture files; labels come from the dataset itself.</summary>
/// <remarks>
/// A pack serves every dataset whose samples it holds, found by id, so that one pack of all pictures serves every label
/// rule and split. A picture's checksum is compared when it is first read.
/// </remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
public sealed class PackedDataset : IFaceDataset, IDisposable
{
    private readonly IFaceDataset _source;
    private readonly PackFile _file;
    private readonly int[] _positions;
    private readonly bool[] _verified;

    private PackedDataset(IFaceDataset source, PackFile file, int[] positions)
    {
        (_source, _file, _positions) = (source, file, positions);
        _verified = new bool[file.Table.Entries.Length];
    }

    /// <summary>The source's name; a pack of shrunk pictures adds its side, since it trains another network.</summary>
    public string Name => Side == 0 ? _source.Name : $"{_source.Name}, packed at {Side} pixels";

    /// <inheritdoc/>
    public LabelSet Labels => _source.Labels;

    /// <inheritdoc/>
    public SampleIndex Samples => _source.Samples;

    /// <summary>The most pixels of a picture's longer side; 0 where pictures keep their size.</summary>
    public int Side => (int)_file.Header.Side;

    /// <summary>Opens a pack for a dataset and compares it with the dataset's files.</summary>
    /// <param name="source">The dataset that was packed, or one with some of its samples.</param>
    /// <param name="path">The file that <see cref="PackWriter"/> wrote.</param>
    /// <exception cref="PackException">
    /// The pack is missing, unfinished, damaged, lacks samples, or a picture file has changed since.
    /// </exception>
    public static PackedDataset Open(IFaceDataset source, string path)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (string.IsNullOrEmpty(path))
        {
            throw new PackException("The name of the pack is empty. Expected the file that 'arbex data pack' wrote. Check --packed.");
        }

        var file = PackFile.Open(path);
        try
        {
            var packed = new PackedDataset(source, file, PackMatch.Positions(source, file));
            packed.CompareDrawnPictures();
            return packed;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string? PathOf(int index) => _source.PathOf(index);

    /// <summary>Reads one picture. Safe to call from several threads.</summary>
    /// <param name="index">Position in <see cref="Samples"/>.</param>
    /// <exception cref="PackException">The stored pixels are damaged.</exception>
    /// <exception cref="ArbexException">The picture could not be read when it was packed, and still cannot.</exception>
    public ImageBuffer LoadImage(int index)
    {
        var position = _positions[index];
        var entry = _file.Table.Entries[position];
        if (entry.Channels == 0)
        {
            return StoredPicture.Shrunk(_source.LoadImage(index), Side); // throws as it did then
        }

        if (entry.Channels == ImageBuffer.Channels)
        {
            var pixels = new byte[entry.Length];
            Read(position, entry, pixels);
            return new ImageBuffer(entry.Width, entry.Height, pixels);
        }

        var rented = ArrayPool<byte>.Shared.Rent((int)entry.Length);
        try
        {
            var grey = rented.AsSpan(0, (int)entry.Length);
            Read(position, entry, grey);
            return StoredPicture.FromGrey(entry.Width, entry.Height, grey);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Closes the file; pictures cannot be read afterwards.</summary>
    public void Dispose() => _file.Dispose();

    private void Read(int position, PackEntry entry, Span<byte> pixels)
    {
        _file.Read(entry.Offset, pixels);
        if (Volatile.Read(ref _verified[position]))
        {
            return;
        }

        if (XxHash3.HashToUInt64(pixels) != entry.Checksum)
        {
            throw new PackException(
                $"The picture '{_file.Table.Ids[position]}' in the pack '{_file.Path}' is damaged: its checksum is wrong. "
                + "Pack the dataset again.");
        }

        Volatile.Write(ref _verified[position], true);
    }

    private ImageBuffer? Stored(int index)
    {
        try
        {
            return LoadImage(index);
        }
        catch (PackException)
        {
            return null;
        }
    }

    /// <summary>Pictures without files have no times to compare, so that a few are drawn and compared instead.</summary>
    private void CompareDrawnPictures()
    {
        var compared = Math.Min(64, _positions.Length); // settings may change some pictures alone
        for (var n = 0; n < compared; n++)
        {
            var index = (int)((long)n * _positions.Length / compared);
            if (_file.Table.Entries[_positions[index]].Source != SourceStamp.None
                || _file.Table.Entries[_positions[index]].Channels == 0)
            {
                continue;
            }

            var drawn = StoredPicture.Shrunk(_source.LoadImage(index), Side);
            if (Stored(index) is not { } stored)
            {
                continue; // damaged, which is told when it is asked for
            }

            if (stored.Width != drawn.Width || !stored.Pixels.AsSpan().SequenceEqual(drawn.Pixels))
            {
                throw new PackException(
                    $"The pack '{_file.Path}' of {_file.Table.Name} holds another picture '{Samples.IdOf(index)}' than the "
                    + "dataset: it was packed with other settings. Pack the dataset again.");
            }
        }
    }
}
