using Arbex.Imaging;

namespace Arbex.Cli.Tests;

/// <summary>Small things to run commands on.</summary>
internal static class Samples
{
    public static readonly string[] Classes = ["happy", "neutral", "sad"];

    /// <summary>A network of twenty thousand parameters.</summary>
    public const string MicroRecipe =
        """
        {
          "preset": "compact", "epochs": 2, "batchSize": 8,
          "preprocessing": { "inputSize": 32 },
          "network": {
            "inputSize": 32,
            "image": { "inputSize": 32, "stemWidth": 8, "stageWidths": [8, 8, 8], "stageDepths": [1, 1, 1] },
            "landmark": {
              "inputSize": 32, "stemWidth": 8, "stageWidths": [8, 8, 8], "stageDepths": [1, 1, 1], "outputWidth": 8
            },
            "fusion": { "heads": [1, 1, 1], "windows": [8, 4, 2] },
            "transformer": { "width": 16, "depth": 1, "heads": 2 },
            "reliability": {
              "reduction": 16, "headWidths": [8], "anchorsPerClass": 2, "attentionHeads": 1, "attentionTokens": 4
            }
          }
        }
        """;

    public const string MicroFaces =
        """{ "characters": 2, "heldOutCharacters": 1, "samplesPerCharacter": 16, "size": 48, "labelNoise": 0.2 }""";

    /// <summary>The micro recipe with a member replaced or added.</summary>
    public static string MicroRecipeWith(string member) => MicroRecipe.Replace("\"epochs\": 2", member, StringComparison.Ordinal);

    /// <summary>train and valid folders with a few coloured squares a class.</summary>
    public static void WriteImageFolder(string root, IEnumerable<string> classes)
    {
        foreach (var (index, name) in classes.Index())
        {
            foreach (var (split, count) in new[] { ("train", 4), ("valid", 2) })
            {
                var folder = Directory.CreateDirectory(Path.Combine(root, split, name)).FullName;
                for (var i = 0; i < count; i++)
                {
                    ImageEncoder.WritePng(Square(index, i), Path.Combine(folder, $"{i}.png"));
                }
            }
        }
    }

    private static ImageBuffer Square(int index, int variant)
    {
        var pixels = new byte[36 * 36 * ImageBuffer.Channels];
        for (var at = 0; at < pixels.Length; at++)
        {
            pixels[at] = (byte)((at % ImageBuffer.Channels == index ? 220 : 30) + variant);
        }

        return new ImageBuffer(36, 36, pixels);
    }
}
