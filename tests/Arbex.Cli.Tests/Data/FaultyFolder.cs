using Arbex.Data.Generated;
using Arbex.Imaging;
using SkiaSharp;

namespace Arbex.Cli.Tests.Data;

/// <summary>An image folder of eighteen drawn faces, and each fault that a check knows once.</summary>
internal static class FaultyFolder
{
    public const int Sound = 18;

    /// <summary>Sound faces and faults.</summary>
    public const int All = Sound + 8;

    /// <summary>The names that a check gives the faults, with how often.</summary>
    public static readonly (string Finding, int Count)[] Faults =
    [
        ("duplicate", 1), ("duplicate across splits", 1), ("duplicate across splits with another label", 0),
        ("duplicate with another label", 1), ("empty", 1), ("near duplicate", 0), ("near duplicate across splits", 1),
        ("near duplicate across splits with another label", 0), ("near duplicate with another label", 0), ("one colour", 1),
        ("unreadable", 1), ("unusual size", 1),
    ];

    public static void WriteSound(string root)
    {
        var faces = new GeneratedFaceDataset(new GeneratedFaceOptions
        {
            Characters = 4,
            HeldOutCharacters = 2,
            SamplesPerCharacter = 3,
            Size = 64,
        });
        for (var i = 0; i < Sound; i++)
        {
            Write(faces.LoadImage(i), root, i < 12 ? "train" : "valid", Samples.Classes[i % 3], $"{i}.png");
        }
    }

    public static void Write(string root)
    {
        WriteSound(root);
        string At(params string[] names) => Path.Combine([root, .. names]);
        File.Copy(At("train", "happy", "0.png"), At("train", "happy", "z-again.png"));
        File.Copy(At("train", "happy", "3.png"), At("valid", "happy", "z-leak.png"));
        File.Copy(At("train", "neutral", "1.png"), At("train", "sad", "z-other.png"));
        WriteJpeg(ImageDecoder.Decode(At("train", "sad", "2.png")), At("valid", "sad", "z-encoded.jpg"));
        File.WriteAllBytes(At("train", "sad", "z-empty.png"), []);
        File.WriteAllText(At("train", "sad", "z-broken.png"), "no picture");
        Write(new ImageBuffer(64, 64), root, "train", "happy", "z-black.png");
        Write(new GeneratedFaceDataset(new GeneratedFaceOptions { Size = 72, Seed = 77 })
            .LoadImage(3), root, "valid", "neutral", "z-large.png");
    }

    private static void Write(ImageBuffer image, string root, string split, string label, string name)
    {
        Directory.CreateDirectory(Path.Combine(root, split, label));
        ImageEncoder.WritePng(image, Path.Combine(root, split, label, name));
    }

    private static void WriteJpeg(ImageBuffer image, string path)
    {
        using var bitmap = SKBitmap.Decode(ImageEncoder.EncodePng(image));
        using var file = File.Create(path);
        bitmap.Encode(file, SKEncodedImageFormat.Jpeg, 85);
    }
}
