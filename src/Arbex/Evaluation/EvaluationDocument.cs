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

    /// <summary>What the choice of samples leaves uncertain; null where it was not asked for.</summary>
    public EvaluationIntervals? Intervals { get; init; }

    /// <summary>How the classes separate in the embedding; null where embeddings were not kept.</summary>
    public EmbeddingScores? Embeddings { get; init; }

    /// <summary>Temperature scaling on the same samples, to compare with; null where nothing was given to fit on.
    /// </summary>
    public TemperatureBaseline? Temperature { get; init; }

    /// <summary>T that all distributions were scaled by because an exported file keeps it (what balancing changed is compared at one
    /// temperature); null where nothing was.</summary>
    public double? AppliedTemperature { get; init; }

    /// <summary>Whether every face was also looked at mirrored, so that answers are the mean of two.</summary>
    public bool IsMirrored { get; init; }

    /// <summary>The risks that an exported file promises, and what came of them here; empty where it promises none.</summary>
    public ImmutableArray<PromisedRisk> Promises { get; init; } = [];

    /// <summary>Computes all metrics of a network's predictions.</summary>
    /// <param name="dataset">Gives the name and the classes.</param>
    /// <param name="split">The part that was evaluated.</param>
    /// <param name="predictions">What the network predicted; without anchors and attention it counts as a network
    /// without balancing.</param>
    /// <param name="options">Seed and size of the bootstrap; null for the defaults.</param>
    /// <param name="calibration">A part and the network's predictions there, to fit temperatures on; null for
    /// none.</param>
    /// <exception cref="ArgumentException">No sample, or distributions over other classes than the
    /// dataset's.</exception>
    /// <exception cref="ArbexException">A prediction is not a number, or an option is out of its range.</exception>
    public static EvaluationDocument Compute(
        IFaceDataset dataset, DataSplit split, PredictionSet predictions, EvaluationOptions? options = null,
        (DataSplit Split, PredictionSet Predictions)? calibration = null)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(predictions);
        options = (options ?? new EvaluationOptions()).Validated();
        var final = Predictions.FromRows(predictions.Final, predictions.Labels);
        var primary = Predictions.FromRows(predictions.Primary, predictions.Labels);
        var anchor = FromRows(predictions.Anchor);
        var attention = FromRows(predictions.Attention);
        if (final.Classes != dataset.Labels.Count)
        {
            throw new ArgumentException(
                $"The predictions have {final.Classes} classes, {dataset.Name} has {dataset.Labels.Count}.",
                nameof(predictions));
        }

        string[] groups = [.. predictions.Samples.Select(i => dataset.Samples[i].Group)];
        var named = groups.Distinct(StringComparer.Ordinal).Count();
        var balances = anchor is not null || attention is not null;
        return new()
        {
            Samples = final.Samples,
            Labels = dataset.Labels.Names,
            Dataset = dataset.Name,
            Split = split,
            Final = DistributionMetrics.Compute(final, balances ? null : predictions.Energy),
            Primary = DistributionMetrics.Compute(primary, predictions.Energy),
            Anchor = anchor is null ? null : DistributionMetrics.Compute(anchor),
            Attention = attention is null ? null : DistributionMetrics.Compute(attention),
            Correction = balances ? CorrectionAnalysis.Compute(primary, final, anchor, attention, named == groups.Length) : null,
            // One group says nothing of how groups differ.
            Intervals = options.Resamples == 0 || named < 2
                ? null
                : EvaluationIntervals.Compute(groups, options, final, primary, anchor, attention),
            Embeddings = predictions.Embeddings is { } embeddings
                ? EmbeddingScores.Compute(embeddings, predictions.Labels)
                : null,
            Temperature = calibration is var (fittedOn, fit)
                ? TemperatureBaseline.Compute(fittedOn, fit, primary, final)
                : null,
        };

        Predictions? FromRows(double[][]? rows) =>
            rows is null ? null : Predictions.FromRows(rows, predictions.Labels);
    }

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
}
