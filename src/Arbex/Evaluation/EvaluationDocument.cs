using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Arbex.Data;

namespace Arbex.Evaluation;

/// <summary>The result of evaluating a model on one part of a dataset, as it is written to disk.</summary>
public sealed record EvaluationDocument
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Converters = { new NullForNaNConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Number of samples n.</summary>
    public required int Samples { get; init; }

    /// <summary>Names of the classes, position = class index.</summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>The dataset with its label rule.</summary>
    public required string Dataset { get; init; }

    /// <summary>The part that was evaluated.</summary>
    public required DataSplit Split { get; init; }

    /// <summary>What the model answers.</summary>
    public required DistributionMetrics Final { get; init; }

    /// <summary>What it would answer without balancing; equal to <see cref="Final"/> where it has none.</summary>
    public required DistributionMetrics Primary { get; init; }

    /// <summary>The anchors' corrections alone; null where the model has none.</summary>
    public DistributionMetrics? Anchor { get; init; }

    /// <summary>The attention's corrections alone; null where the model has none.</summary>
    public DistributionMetrics? Attention { get; init; }

    /// <summary>What balancing changed; null where the model has none.</summary>
    public CorrectionAnalysis? Correction { get; init; }

    /// <summary>Computes the document of a model without balancing.</summary>
    /// <param name="dataset">Gives the name and the classes.</param>
    /// <param name="split">The part that was evaluated.</param>
    /// <param name="final">The model's answers.</param>
    public static EvaluationDocument Compute(IFaceDataset dataset, DataSplit split, Predictions final)
    {
        var metrics = DistributionMetrics.Compute(final);
        return Start(dataset, split, metrics, metrics);
    }

    /// <summary>Computes the document of a model with balancing.</summary>
    /// <param name="dataset">Gives the name and the classes.</param>
    /// <param name="split">The part that was evaluated.</param>
    /// <param name="final">The model's answers.</param>
    /// <param name="primary">Its distributions before balancing, on the same samples.</param>
    /// <param name="anchor">The anchors' corrections; null where there are none.</param>
    /// <param name="attention">The attention's corrections; null where there are none.</param>
    public static EvaluationDocument Compute(
        IFaceDataset dataset,
        DataSplit split,
        Predictions final,
        Predictions primary,
        Predictions? anchor,
        Predictions? attention) =>
        Start(dataset, split, DistributionMetrics.Compute(final), DistributionMetrics.Compute(primary)) with
        {
            Anchor = anchor is null ? null : DistributionMetrics.Compute(anchor),
            Attention = attention is null ? null : DistributionMetrics.Compute(attention),
            Correction = CorrectionAnalysis.Compute(primary, final, anchor, attention),
        };

    /// <summary>Writes indented JSON with camelCase names; numbers that are not finite become null.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote; null numbers become not-a-number.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="ArbexException">The text is no such document.</exception>
    public static EvaluationDocument FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonSerializer.Deserialize<EvaluationDocument>(json, Json) ?? throw new JsonException("It is null.");
        }
        catch (JsonException cause)
        {
            throw new ArbexException(
                $"The evaluation cannot be read: {cause.Message} Expected the JSON that an evaluation of this version "
                + "writes. Run the evaluation again.",
                cause);
        }
    }

    private static EvaluationDocument Start(
        IFaceDataset dataset, DataSplit split, DistributionMetrics final, DistributionMetrics primary)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        if (final.PerClass.Length != dataset.Labels.Count)
        {
            throw new ArgumentException(
                $"The predictions have {final.PerClass.Length} classes, {dataset.Name} has {dataset.Labels.Count}.",
                nameof(final));
        }

        return new()
        {
            Samples = final.Samples,
            Labels = dataset.Labels.Names,
            Dataset = dataset.Name,
            Split = split,
            Final = final,
            Primary = primary,
        };
    }
}
