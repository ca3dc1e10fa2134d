using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Arbex.Evaluation;

/// <summary>Several models on the same samples, such as one recipe trained with several seeds.</summary>
public sealed class EvaluationComparison
{
    /// <summary>Compares.</summary>
    /// <param name="models">Names and evaluations, at least one, all of the same samples.</param>
    /// <exception cref="ArbexException">They are evaluations of different data.</exception>
    public EvaluationComparison(IReadOnlyList<(string Model, EvaluationDocument Document)> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentOutOfRangeException.ThrowIfLessThan(models.Count, 1, nameof(models));
        var first = models[0].Document;
        foreach (var (model, document) in models)
        {
            if (document.Dataset != first.Dataset || document.Split != first.Split || document.Samples != first.Samples)
            {
                throw new ArbexException(
                    $"'{model}' was evaluated on {document.Samples} samples of {document.Dataset}, {document.Split}, "
                    + $"and '{models[0].Model}' on {first.Samples} of {first.Dataset}, {first.Split}. Expected the "
                    + "same samples. Evaluate all models on the same data.");
            }
        }

        Models = [.. models];
        Final = Summaries(document => document.Final);
        Primary = Summaries(document => document.Primary);
    }

    /// <summary>Names and evaluations, as given.</summary>
    public ImmutableArray<(string Model, EvaluationDocument Document)> Models { get; }

    /// <summary>Each metric of L_final over the models.</summary>
    public ImmutableArray<(MetricEntry Metric, MetricSummary Summary)> Final { get; }

    /// <summary>Each metric of l over the models.</summary>
    public ImmutableArray<(MetricEntry Metric, MetricSummary Summary)> Primary { get; }

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

    private ImmutableArray<(MetricEntry Metric, MetricSummary Summary)> Summaries(
        Func<EvaluationDocument, DistributionMetrics> of) =>
    [
        .. MetricCatalog.All.Select(metric => (
            metric, MetricSummary.Of([.. Models.Select(model => metric.Value(of(model.Document)))]))),
    ];
}
