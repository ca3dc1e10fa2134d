using Arbex.Export;
using Arbex.Inference;

namespace Arbex.Cli.Predict;

/// <summary>A training checkpoint that answers like an exported model, on TorchSharp.</summary>
internal sealed class CheckpointExpressionModel : IExpressionModel
{
    private readonly ExpressionPredictor _predictor;

    private CheckpointExpressionModel(ExpressionPredictor predictor, string path)
    {
        _predictor = predictor;
        Description = CheckpointDescription.Of(predictor.Info, Path.GetFileNameWithoutExtension(path));
    }

    public ModelDescription Description { get; }

    public static CheckpointExpressionModel Load(string path, string device) =>
        new(ExpressionPredictor.Load(path, device), path);

    public ModelAnswers Run(
        ReadOnlyMemory<float> inputs, int count, bool withEmbeddings, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var answers = _predictor.PredictPrepared(inputs);
        return new ModelAnswers(
            [.. answers.SelectMany(answer => Row(answer.Final))], [.. answers.SelectMany(answer => Row(answer.Primary))], []);
    }

    public void Dispose() => _predictor.Dispose();

    private IEnumerable<float> Row(IReadOnlyDictionary<string, double> distribution) =>
        Description.Labels.Select(label => (float)distribution[label]);
}
