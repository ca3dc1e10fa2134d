using System.Collections.Immutable;
using Arbex.Checkpoints;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Export;
using Arbex.Inference;
using Arbex.Training;

namespace Arbex.Cli.Evaluate;

/// <summary>
/// An exported model on ONNX Runtime, scored as a recognizer answers: with the temperature that is kept in the file. It gives no
/// logits, so that there is no energy score.
/// </summary>
internal sealed class ScoredFile : IScoredModel
{
    private readonly OnnxExpressionModel _model;
    private readonly bool _mirror;

    public ScoredFile(string path, int threads, bool uncalibrated, bool mirror = false)
    {
        _mirror = mirror;
        _model = ExportedModels.Open(path, threads == 0 ? Environment.ProcessorCount : threads);
        try
        {
            Info = CheckpointDescription.InfoOf(_model.Description, path);
        }
        catch
        {
            _model.Dispose();
            throw;
        }

        AppliedTemperature = uncalibrated ? null : _model.Description.Calibration?.Temperature;
    }

    public CheckpointInfo Info { get; }

    public double? AppliedTemperature { get; }

    /// <summary>The faces that the temperature was fitted to; null where it has none.</summary>
    public string? MeasuredOn => _model.Description.Calibration?.MeasuredOn;

    public ImmutableArray<PromisedRisk> PromisesOn(PredictionSet predictions) =>
        _mirror || AppliedTemperature is null || _model.Description.Calibration is not { } calibration
            ? []
            : [.. from risk in PromisedRisk.UsualRisks
                  let threshold = Abstention.Find(calibration, risk)
                  where threshold is not null
                  select PromisedRisk.Of(predictions, risk, threshold.Value)];

    /// <summary>What a file knows of itself.</summary>
    public static CheckpointInfo ReadInfo(string path)
    {
        using var file = new ScoredFile(path, threads: 1, uncalibrated: true);
        return file.Info;
    }

    public PredictionSet Predict(
        IFaceDataset dataset, int[] positions, bool embeddings, Action<string>? unreadable, Action<int> progress,
        CancellationToken cancellation)
    {
        var rows = new ScoredRows(Info.Labels.Length, AppliedTemperature ?? 1);
        var loader = new BatchLoader(
            dataset, new BatchOptions { Preprocessing = Info.Preprocessing }, unreadable: unreadable);
        foreach (var batch in loader.Batches(positions, seed: 0, epoch: 0, cancellation: cancellation))
        {
            rows.Add(batch.Samples, Answers(batch.Pixels.ToArray(), batch.Count, embeddings, cancellation));
            progress(rows.Count);
        }

        return rows.ToSet(dataset.Samples);
    }

    private ModelAnswers Answers(float[] inputs, int count, bool embeddings, CancellationToken cancellation) => _mirror
        ? MirroredModel.Ask(
            inputs, count, Info.Preprocessing.InputSize, (both, twice) => _model.RunAll(both, twice, embeddings, cancellation))
        : _model.RunAll(inputs, count, embeddings, cancellation);

    public void Dispose() => _model.Dispose();
}
