using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Inference;

namespace Arbex.Cli.Evaluate;

/// <summary>Asks an exported model about samples of a dataset.</summary>
internal static class FilePredictions
{
    private const int BatchSize = 32;

    /// <summary>The raw distributions, before any temperature.</summary>
    /// <param name="model">The model.</param>
    /// <param name="dataset">Pictures and labels.</param>
    /// <param name="samples">Positions in the dataset.</param>
    /// <param name="unreadable">Told of each picture that cannot be read, which is then left out; null throws.</param>
    /// <param name="cancellation">Stops early.</param>
    public static PredictionSet Of(
        IExpressionModel model, IFaceDataset dataset, int[] samples, Action<string>? unreadable, CancellationToken cancellation)
    {
        var (done, final, primary) = (new List<int>(), new List<double[]>(), new List<double[]>());
        var preprocessing = model.Description.Preprocessing;
        var inputs = new float[BatchSize * preprocessing.InputLength];
        foreach (var batch in samples.Chunk(BatchSize))
        {
            var count = 0;
            foreach (var sample in batch)
            {
                try
                {
                    var input = inputs.AsSpan(count * preprocessing.InputLength, preprocessing.InputLength);
                    preprocessing.Prepare(dataset.LoadImage(sample), input);
                    done.Add(sample);
                    count++;
                }
                catch (ArbexException cannotBeRead) when (unreadable is not null)
                {
                    unreadable(cannotBeRead.Message);
                }
            }

            if (count > 0)
            {
                var answers = model.Run(
                    inputs.AsMemory(0, count * preprocessing.InputLength), count, withEmbeddings: false, cancellation);
                final.AddRange(Rows(answers.Final, count));
                primary.AddRange(Rows(answers.Primary, count));
            }
        }

        return new PredictionSet
        {
            Samples = done,
            Labels = [.. done.Select(dataset.Samples.LabelOf)],
            Final = [.. final],
            Primary = [.. primary],
        };
    }

    private static IEnumerable<double[]> Rows(float[] numbers, int count) =>
        numbers.Chunk(numbers.Length / count).Select(row => Array.ConvertAll(row, number => (double)number));
}
