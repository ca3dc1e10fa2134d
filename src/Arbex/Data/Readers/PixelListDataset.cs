using System.Text;
using Arbex.Imaging;

namespace Arbex.Data.Readers;

/// <summary>A dataset whose pictures are grey values inside a list; where they are is looked up once, at the first picture.</summary>
/// <remarks>Keeps 12 bytes a picture. Wrap it in a <see cref="CachedFaceDataset"/> to keep the pictures.</remarks>
/// <threadsafety>Safe for concurrent calls.</threadsafety>
internal sealed class PixelListDataset : IFaceDataset
{
    private readonly string _root;
    private readonly DatasetIndex _index;
    private readonly Lazy<(long[] Starts, int[] Lengths)> _places;

    public PixelListDataset(string root, DatasetIndex index)
    {
        (_root, _index) = (root, index);
        _places = new(Places);
    }

    /// <summary>Whether an index has its pictures inside a list.</summary>
    public static bool Holds(DatasetIndex index) =>
        index.Samples.Count > 0 && index.Samples.IdOf(0).Contains(".csv/row", StringComparison.Ordinal);

    public string Name => _index.Name;

    public LabelSet Labels => _index.Labels;

    public SampleIndex Samples => _index.Samples;

    public ImageBuffer LoadImage(int index)
    {
        var (list, row) = PixelListSamples.Place(Samples.IdOf(index));
        var path = Path.Combine(_root, list);
        var (starts, lengths) = _places.Value;
        if (row >= starts.Length)
        {
            throw new ImageFormatException(
                $"'{path}' has {starts.Length} pictures, not one in row {row}. Expected the list that was opened. Open it again.");
        }

        return Parse(Bytes(path, starts[row], lengths[row]), path, row);
    }

    private static byte[] Bytes(string path, long start, int length)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var bytes = new byte[length];
            var read = RandomAccess.Read(file, bytes, start);
            return bytes[..read];
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ImageFormatException(
                $"The list '{path}' cannot be read: {cause.Message} Expected the file that was opened. Check that it is still there.",
                cause);
        }
    }

    private static ImageBuffer Parse(byte[] text, string path, int row)
    {
        var image = new ImageBuffer(PixelList.Side, PixelList.Side);
        var filled = 0;
        foreach (var word in Encoding.ASCII.GetString(text).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!byte.TryParse(word, out var grey) || filled == image.Pixels.Length)
            {
                throw new ImageFormatException(
                    $"'{path}', row {row}: '{word}' is no grey value. Expected {PixelList.Side * PixelList.Side} numbers from 0 to 255. "
                    + "Download the list again.");
            }

            image.Pixels.AsSpan(filled, ImageBuffer.Channels).Fill(grey);
            filled += ImageBuffer.Channels;
        }

        return filled == image.Pixels.Length
            ? image
            : throw new ImageFormatException(
                $"'{path}', row {row} has {filled / ImageBuffer.Channels} grey values. Expected {PixelList.Side * PixelList.Side}. The "
                + "list was changed; open it again.");
    }

    private (long[] Starts, int[] Lengths) Places()
    {
        var path = Path.Combine(_root, PixelListSamples.Place(Samples.IdOf(0)).List);
        var (starts, lengths) = (new List<long>(), new List<int>());
        foreach (var row in PixelList.Rows(path))
        {
            starts.Add(row.Start);
            lengths.Add(row.Length);
        }

        return ([.. starts], [.. lengths]);
    }
}
