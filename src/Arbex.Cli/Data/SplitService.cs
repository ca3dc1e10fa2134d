using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Data.Splits;

namespace Arbex.Cli.Data;

/// <summary>Divides a dataset and writes the division down.</summary>
internal sealed class SplitService
{
    private readonly CommandHost _host;

    public SplitService(CommandHost host) => _host = host;

    public DivisionDocument Run(DatasetRequest request, string output)
    {
        if (request.SplitPlan is null)
        {
            throw new ArbexException("No plan was given. Pass one, such as --split-plan random:0.2 or --split-plan kfold:5:0.");
        }

        if (request.Labels is not null)
        {
            throw new ArbexException(
                "--labels leaves samples out, so the division would fit no other use of the dataset. Divide first, and pass "
                + "--labels when training.");
        }

        var divided = (ResplitDataset)new DatasetOpener(_host).ForEvaluation(request);
        OutputFile.Guard(output, "--output", () => SplitFile.Write(output, divided));
        return new DivisionDocument
        {
            Dataset = divided.SourceName,
            Plan = divided.Plan.Text,
            Seed = divided.Seed,
            Output = output,
            Classes = divided.Labels.Names,
            Parts = Count(divided),
            StraddlingGroups = divided.Straddling.Straddling,
        };
    }

    private static SortedDictionary<string, int[]> Count(ResplitDataset divided)
    {
        var parts = new SortedDictionary<string, int[]>(StringComparer.Ordinal);
        foreach (var split in Enum.GetValues<DataSplit>())
        {
            var counts = new int[divided.Labels.Count];
            var positions = divided.Samples.Positions(split);
            foreach (var position in positions)
            {
                counts[divided.Samples.LabelOf(position)]++;
            }

            if (positions.Length > 0)
            {
                parts.Add(split.ToString().ToLowerInvariant(), counts);
            }
        }

        return parts;
    }
}
