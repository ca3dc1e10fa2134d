using Arbex.Imaging;

namespace Arbex.Tests.Data;

/// <summary>A new folder that is deleted with all it holds.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => FullName = Directory.CreateTempSubdirectory("arbex-data-").FullName;

    public string FullName { get; }

    public void Folder(string name) => Directory.CreateDirectory(Path.Combine(FullName, name));

    public void Text(string name, string content)
    {
        var path = Path.Combine(FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    /// <summary>Writes a small PNG whose first red value is the one given.</summary>
    public void Picture(string name, byte red = 7)
    {
        var path = Path.Combine(FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var image = new ImageBuffer(3, 2);
        image.Pixels[0] = red;
        File.WriteAllBytes(path, ImageEncoder.EncodePng(image));
    }

    public void Dispose() => TestFolder.Delete(FullName);
}
