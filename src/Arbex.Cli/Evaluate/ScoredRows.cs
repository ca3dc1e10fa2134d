using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Inference;

namespace Arbex.Cli.Evaluate;

/// <summary>Collects what a file answers, batch by batch.</summary>
/// <param name="classes">Number of classes N.</param>
/// <param name="temperature">T of all distributions, so that what balancing changed is compared at one; 1 changes nothing.</param>
internal sealed class ScoredRows(int classes, double temperature)
{
    private readonly List<int> _samples = [];
    private readonly List<double[]> _final = [];
    private readonly List<double[]> _primary = [];
    private readonly List<double[]> _anchor = [];
    private readonly List<double[]> _attention = [];
    private readonly List<float[]> _embeddings = [];

    public int Count => _samples.Count;

    public void Add(IReadOnlyList<int> samples, ModelAnswers answers)
    {
        foreach (var rows in (float[][])[answers.Final, answers.Primary, answers.AnchorCorrection, answers.AttentiveCorrection])
        {
            for (var start = 0; start < rows.Length; start += classes)
            {
                Temperature.Apply(rows.AsSpan(start, classes), temperature);
            }
        }

        _samples.AddRange(samples);
        _final.AddRange(Distributions(answers.Final));
        _primary.AddRange(Distributions(answers.Primary));
        _anchor.AddRange(Distributions(answers.AnchorCorrection));
        _attention.AddRange(Distributions(answers.AttentiveCorrection));
        if (answers.Embedding.Length > 0)
        {
            _embeddings.AddRange(answers.Embedding.Chunk(answers.Embedding.Length / samples.Count));
        }
    }

    public PredictionSet ToSet(SampleIndex samples) => new()
    {
        Samples = _samples,
        Labels = [.. _samples.Select(samples.LabelOf)],
        Final = [.. _final],
        Primary = [.. _primary],
        Anchor = _anchor.Count > 0 ? [.. _anchor] : null,
        Attention = _attention.Count > 0 ? [.. _attention] : null,
        Embeddings = _embeddings.Count > 0 ? [.. _embeddings] : null,
    };

    private IEnumerable<double[]> Distributions(float[] rows) =>
        rows.Chunk(classes).Select(row => Array.ConvertAll(row, value => (double)value));
}
