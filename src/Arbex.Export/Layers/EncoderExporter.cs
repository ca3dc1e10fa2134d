using Arbex.Export.Graphs;
using Arbex.Networks;

namespace Arbex.Export.Layers;

/// <summary>The whole encoder: picture in, embedding out.</summary>
internal static class EncoderExporter
{
    /// <summary>[B, 3, S, S] -> [B, E].</summary>
    public static GraphValue Export(this GraphBuilder graph, GraphValue images, CrossFusionEncoder encoder)
    {
        using var part = graph.Part("encoder");
        var imageInput = graph.ExportResize(images, encoder.Image.InputSize);
        var landmarkInput = encoder.Landmark.InputSize == encoder.Image.InputSize
            ? imageInput
            : graph.ExportResize(images, encoder.Landmark.InputSize);
        var image = graph.Export(imageInput, encoder.Image);
        var landmarks = graph.Export(landmarkInput, encoder.Landmark);
        var fused = new List<GraphValue>();
        foreach (var (index, level) in encoder.Fusions.Index())
        {
            using var levelPart = graph.Part($"fusion{index + 1}");
            fused.Add(graph.Export(image[index], landmarks[index], level));
        }

        return graph.Export(graph.Export(fused, encoder.TokenEmbedding), encoder.Transformer);
    }
}
