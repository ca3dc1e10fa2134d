using Arbex.Checkpoints;
using Arbex.Cli.Options;
using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex.Cli.Evaluate;

/// <summary>A checkpoint of training, on TorchSharp.</summary>
internal sealed class ScoredCheckpoint : IScoredModel
{
    private readonly ArbexNet _network;
    private readonly Device _device;
    private readonly bool _mirror;

    public ScoredCheckpoint(string path, ComputeRequest compute, bool mirror)
    {
        _mirror = mirror;
        _device = ComputeDevice.Parse(compute.Device);
        ComputeDevice.UseThreads(compute.Threads);
        (_network, Info) = Checkpoint.Load(path, _device);
    }

    public CheckpointInfo Info { get; }

    public double? AppliedTemperature => null;

    public PredictionSet Predict(
        IFaceDataset dataset, int[] positions, bool embeddings, Action<string>? unreadable, Action<int> progress,
        CancellationToken cancellation) =>
        ModelEvaluator.Predict(
            _network, dataset, positions, Info.Preprocessing, _device, unreadable: unreadable, progress: progress,
            embeddings: embeddings, mirror: _mirror, cancellation: cancellation);

    public void Dispose() => _network.Dispose();
}
