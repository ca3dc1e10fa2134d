using System.Collections.Immutable;
using Arbex.Checkpoints;
using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Evaluation.Report;
using Arbex.Imaging;
using Arbex.Networks;
using Arbex.Tests.Data;
using Arbex.Training;

namespace Arbex.Tests.Evaluation.Report;

/// <summary>Inputs of small reports.</summary>
internal static class ReportSamples
{
    public static readonly string[] Sections =
        ["numbers", "classes", "calibration", "selective", "balancing", "mistakes", "embedding", "training", "origin"];

    /// <summary>A report on forty faces of three classes that balancing helps here and harms there.</summary>
    /// <param name="classes">Names of the classes.</param>
    /// <param name="balances">Whether there are corrections.</param>
    public static ReportInput Input(IReadOnlyList<string>? classes = null, bool balances = true)
    {
        var dataset = new NamedDataset(classes ?? ["calm", "glad", "sad"]);
        var predictions = Predicted(dataset, balances);
        return new ReportInput
        {
            Model = "runs/first/best.safetensors",
            Info = Info(dataset),
            Dataset = dataset,
            Document = EvaluationDocument.Compute(
                dataset, DataSplit.Valid, predictions, new EvaluationOptions { Resamples = 50 }),
            Predictions = predictions,
            Epochs = [Epoch(1), Epoch(2), Epoch(3)],
            Command = "arbex evaluate --model runs/first/best.safetensors",
            Options = new ReportOptions { LayoutSamples = 30, Faces = 4 },
        };
    }

    private static CheckpointInfo Info(IFaceDataset dataset) => new()
    {
        Labels = dataset.Labels.Names,
        Preprocessing = new FacePreprocessing { InputSize = 64 },
        Options = ArbexOptions.Compact,
        Recipe = new Recipe { Seed = 4711 },
        TrainedOn = dataset.Name,
        Epoch = 3,
        Metrics = ImmutableSortedDictionary<string, double>.Empty.Add("valid.final.accuracy", 0.8),
        SelectedOn = DataSplit.Valid,
    };

    private static EpochResult Epoch(int number) => new()
    {
        Epoch = number,
        Steps = number * 10,
        LearningRate = 0.001,
        Loss = 3.0 / number,
        ClassLoss = 2.0 / number,
        AnchorLoss = 0.1,
        CenterLoss = 0.2,
        TrainAccuracy = 0.2 * number,
        ValidAccuracy = 0.22 * number,
        ValidPrimaryAccuracy = 0.21 * number,
        Seconds = 60,
        TotalSeconds = 60 * number,
        ResidentMebibytes = 1,
    };

    private static PredictionSet Predicted(IFaceDataset dataset, bool balances)
    {
        var random = new SeededRandom(3);
        var (n, classes) = (dataset.Samples.Positions(DataSplit.Valid).Length, dataset.Labels.Count);
        var (primary, final, embeddings) = (new double[n][], new double[n][], new float[n][]);
        int[] labels = [.. Enumerable.Range(0, n).Select(dataset.Samples.LabelOf)];
        for (var i = 0; i < n; i++)
        {
            primary[i] = Row(random, classes, labels[i]);
            final[i] = balances ? Row(random, classes, labels[i]) : primary[i];
            embeddings[i] = [.. primary[i].Select(p => (float)p)];
        }

        return new()
        {
            Samples = [.. Enumerable.Range(0, n)],
            Labels = labels,
            Primary = primary,
            Final = final,
            Anchor = balances ? final : null,
            Attention = balances ? primary : null,
            Embeddings = embeddings,
        };
    }

    private static double[] Row(SeededRandom random, int classes, int label)
    {
        double[] weights = [.. Enumerable.Range(0, classes).Select(k => random.NextDouble() + (k == label ? 0.5 : 0))];
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private sealed class NamedDataset : IFaceDataset
    {
        public NamedDataset(IReadOnlyList<string> classes)
        {
            Labels = new LabelSet(classes);
            Samples =
            [
                .. Enumerable.Range(0, 40).Select(i => MemoryDataset.Sample(
                    i, i % classes.Count, classes.Count, $"subject {i / 2}", DataSplit.Valid)),
                .. Enumerable.Range(40, 6).Select(i => MemoryDataset.Sample(
                    i, i % classes.Count, classes.Count, $"subject {i - 40}", DataSplit.Train)),
            ];
        }

        public string Name => "Invented <faces>";

        public LabelSet Labels { get; }

        public SampleIndex Samples { get; }

        public ImageBuffer LoadImage(int index) => index == 7
            ? throw new ArbexException("This picture has gone.")
            : new ImageBuffer(200, 100, [.. Enumerable.Repeat((byte)(5 * index), 200 * 100 * 3)]);
    }
}
