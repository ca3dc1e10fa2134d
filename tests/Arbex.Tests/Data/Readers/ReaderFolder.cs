using System.Globalization;
using System.Text;
using Arbex.Data;
using Arbex.Data.Readers;
using Arbex.Imaging;

namespace Arbex.Tests.Data.Readers;

/// <summary>A temporary dataset folder, what datasets keep in theirs, and the way to open it.</summary>
internal sealed class ReaderFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _cache = new();

    public string FullName => _folder.FullName;

    /// <summary>The grey values of a picture that has one value first and another everywhere else.</summary>
    public static string Pixels(int first, int rest = 9, int count = PixelList.Side * PixelList.Side) =>
        string.Join(' ', Enumerable.Repeat(rest, count - 1).Prepend(first));

    /// <summary>The bytes of a .npy file of version 1.</summary>
    public static byte[] Numpy(string type, string shape, params byte[] data)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. data];
    }

    /// <summary>A .npy file with a text in it, as numpy.save writes numpy.array('3').</summary>
    public static byte[] NumpyText(string text) =>
        Numpy(string.Create(CultureInfo.InvariantCulture, $"<U{text.Length}"), "()", Encoding.UTF32.GetBytes(text));

    public void Text(string name, string content) => _folder.Text(name, content);

    public void Picture(string name, byte red = 7) => _folder.Picture(name, red);

    public void Folder(string name) => _folder.Folder(name);

    public void Bytes(string name, byte[] content)
    {
        var path = Path.Combine(FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    /// <summary>A picture whose red value is 10 x row + column.</summary>
    public void Gradient(string name, int width, int height)
    {
        var image = new ImageBuffer(width, height);
        for (var i = 0; i < width * height; i++)
        {
            image.Pixels[i * ImageBuffer.Channels] = (byte)((i / width * 10) + (i % width));
        }

        Bytes(name, ImageEncoder.EncodePng(image));
    }

    public (IFaceDataset Dataset, DatasetIndex Index) Open(string kind, DatasetReadOptions? options = null, string? file = null) =>
        DatasetCatalog.Open(
            kind, file is null ? FullName : Path.Combine(FullName, file), options, new IndexCache(_cache.FullName));

    public string Refused(string kind, DatasetReadOptions? options = null, string? file = null) =>
        Assert.Throws<DatasetFormatException>(() => Open(kind, options, file)).Message;

    public void Dispose()
    {
        _folder.Dispose();
        _cache.Dispose();
    }
}
