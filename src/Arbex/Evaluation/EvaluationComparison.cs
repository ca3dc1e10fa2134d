using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Arbex.Evaluation;

/// <summary>Several models on the same samples, such as one recipe trained with several seeds, or on the folds of one
/// dataset.</summary>
public sealed class EvaluationComparison
{
    /// <summary>Compares models on the same samples.</summary>
    /// <param name="models">Names and evaluations, at least one, all of the same samples.</param>
    /// <exception cref="ArbexException">They are evaluations of different data.</exception>
    public EvaluationComparison(IReadOnlyList<(string Model, EvaluationDocument Document)> models)
        : this(models, areFolds: false)
    {
    }

    private EvaluationComparison(IReadOnlyList<(string Model, EvaluationDocument Document)> models, bool areFolds)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentOutOfRangeException.ThrowIfLessThan(models.Count, 1, nameof(models));
        (Models, AreFolds) = ([.. models], areFolds);
        foreach (var (model, document) in models)
        {
            Check(model, document);
        }

        Final = Summaries(document => document.Final);
        Primary = Summaries(document => document.Primary);
        Anchor = Summaries(document => document.Anchor);
        Attention = Summaries(document => document.Attention);
    }

    /// <summary>Names and evaluations, as given.</summary>
    public ImmutableArray<(string Model, EvaluationDocument Document)> Models { get; }

    /// <summary>Whether each model was evaluated on samples of its own, a fold of one dataset.</summary>
    public bool AreFolds { get; }

    /// <summary>Each metric of L_final over the models.</summary>
    public ImmutableArray<(MetricEntry Metric, MetricSummary Summary)> Final { get; }

    /// <summary>Each metric of l over the models.</summary>
    public ImmutableArray<(MetricEntry Metric, MetricSummary Summary)> Primary { get; }

    /// <summary>Each metric of t_g over the models; empty where a model has none.</summary>
    public ImmutableArray<(MetricEntry Metric, MetricSummary Summary)> Anchor { get; }

    /// <summary>Each metric of t_a over the models; empty where a model has none.</summary>
    public ImmutableArray<(MetricEntry Metric, MetricSummary Summary)> Attention { get; }

    /// <summary>What was evaluated on what: "RAF-DB (aligned), test: 3,068 samples, 3 models".</summary>
    public string Subject
    {
        get
        {
            var first = Models[0].Document;
            var part = first.Split.ToString().ToLowerInvariant();
            return AreFolds
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{first.Dataset}{(Models.Length > 1 ? " and the other folds" : "")}, {part}: "
                    + $"{Models.Sum(model => model.Document.Samples):n0} samples, {Models.Length} folds")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{first.Dataset}, {part}: {first.Samples:n0} samples, {Models.Length} models");
        }
    }

    /// <summary>Sums up the folds of one dataset: each model was evaluated on the fold that it did not learn
    /// from.</summary>
    /// <param name="folds">Names and evaluations, at least one, of the same part and the same classes.</param>
    /// <exception cref="ArbexException">They are evaluations of different parts or classes.</exception>
    public static EvaluationComparison OfFolds(IReadOnlyList<(string Model, EvaluationDocument Document)> folds) =>
        new(folds, areFolds: true);

    /// <summary>The comparison with every evaluation, as indented JSON; numbers that are not finite become
    /// null.</summary>
    public string ToJson()
    {
        var models = Models.Select(model => (JsonNode)new JsonObject
        {
            ["model"] = model.Model,
            ["evaluation"] = JsonNode.Parse(model.Document.ToJson()),
        });
        return new JsonObject
        {
            ["final"] = Json(Final),
            ["primary"] = Json(Primary),
            ["anchor"] = Anchor.IsEmpty ? null : Json(Anchor),
            ["attention"] = Attention.IsEmpty ? null : Json(Attention),
            ["models"] = new JsonArray([.. models]),
        }.ToJsonString(ArbexJson.Options);
    }

    private static JsonObject Json(ImmutableArray<(MetricEntry Metric, MetricSummary Summary)> summaries)
    {
        var result = new JsonObject();
        foreach (var (metric, summary) in summaries)
        {
            result[metric.Key] = new JsonObject
            {
                ["mean"] = Finite(summary.Mean),
                ["standardDeviation"] = Finite(summary.StandardDeviation),
                ["low"] = Finite(summary.Interval.Low),
                ["high"] = Finite(summary.Interval.High),
                ["values"] = new JsonArray([.. summary.Values.Select(Finite)]),
            };
        }

        return result;
    }

    private static JsonNode? Finite(double value) => double.IsFinite(value) ? value : null;

    private void Check(string model, EvaluationDocument document)
    {
        var (name, first) = Models[0];
        if (AreFolds
            ? document.Split != first.Split || !document.Labels.SequenceEqual(first.Labels, StringComparer.Ordinal)
            : document.Dataset != first.Dataset || document.Split != first.Split || document.Samples != first.Samples)
        {
            throw new ArbexException(
                $"'{model}' was evaluated on {document.Samples} samples of {document.Dataset}, {document.Split}, "
                + $"and '{name}' on {first.Samples} of {first.Dataset}, {first.Split}. Expected "
                + (AreFolds
                    ? "the same part and the same classes. Train all folds on the same data."
                    : "the same samples. Evaluate all models on the same data."));
        }
    }

    private ImmutableArray<(MetricEntry Metric, MetricSummary Summary)> Summaries(
        Func<EvaluationDocument, DistributionMetrics?> of)
    {
        DistributionMetrics[] metrics = [.. Models.Select(model => of(model.Document)).OfType<DistributionMetrics>()];
        return metrics.Length < Models.Length
            ? []
            : [.. MetricCatalog.All.Select(metric => (metric, MetricSummary.Of([.. metrics.Select(metric.Value)])))];
    }
}
