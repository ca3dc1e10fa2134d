using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Data;

namespace Arbex.Cli.Data;

/// <summary>Draws wrong labels and writes them down.</summary>
internal sealed class NoiseService
{
    private readonly CommandHost _host;

    public NoiseService(CommandHost host) => _host = host;

    public NoiseDocument Run(NoiseRequest request)
    {
        OptionCheck.InRange(request.Share, 0, 1, "--share");
        if (request.Pairs.Count > 0 && request.Kind != LabelNoiseKind.PairFlip)
        {
            throw new ArbexException("--pair says which class is mistaken for which; it needs --kind pairflip.");
        }

        var pairs = request.Pairs.Select(Parse).ToArray();
        var dataset = new DatasetOpener(_host).ForTraining(request.Dataset, labelNoise: 0, request.Seed).Dataset;
        var list = LabelNoise.Draw(
            dataset, request.Kind, request.Share, request.Seed, new LabelPairs(dataset.Labels, pairs));
        OutputFile.WriteText(request.Output, list.ToJson() + "\n");
        return new NoiseDocument
        {
            Dataset = list.Dataset,
            Output = request.Output,
            Kind = list.Kind,
            Share = list.Share,
            Seed = list.Seed,
            TrainingSamples = list.TrainingSamples,
            Changed = list.Changes.Length,
            Mistakes = Mistakes(list),
        };
    }

    private static SortedDictionary<string, SortedDictionary<string, int>> Mistakes(LabelNoiseList list)
    {
        var mistakes = new SortedDictionary<string, SortedDictionary<string, int>>(StringComparer.Ordinal);
        foreach (var from in list.Changes.GroupBy(change => change.From))
        {
            mistakes[from.Key] = new(
                from.CountBy(change => change.To).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        }

        return mistakes;
    }

    private static KeyValuePair<string, string> Parse(string pair) =>
        pair.Split('=') is [{ Length: > 0 } from, { Length: > 0 } to]
            ? new(from, to)
            : throw new ArbexException($"--pair is '{pair}'. Expected CLASS=MISTAKEN, such as anger=disgust.");
}
