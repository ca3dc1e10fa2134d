using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Data.Inspection;

namespace Arbex.Cli.Data;

/// <summary>Checks a dataset and names what was found.</summary>
internal sealed class CheckService
{
    private readonly CommandHost _host;

    public CheckService(CommandHost host) => _host = host;

    public CheckDocument Run(CheckRequest request, CancellationToken cancellation)
    {
        var options = new DatasetCheckOptions { NearDistance = request.Distance }.Validated();
        var opener = new DatasetOpener(_host);
        var dataset = opener.ForEvaluation(request.Dataset);
        var result = new PictureProgress(_host).Show(
            "checking", "Checked", dataset.Samples.Count,
            progress => DatasetCheck.Run(dataset, options, progress, cancellation));
        return new CheckDocument
        {
            Dataset = dataset.Name,
            Samples = result.Samples,
            Sizes = result.Sizes,
            Distance = options.NearDistance,
            Counts = Counts(result),
            Oddities = [.. opener.Problems.Union(result.Oddities, StringComparer.Ordinal)],
            Findings = [.. result.Findings.Select(finding => Named(dataset, finding))],
        };
    }

    private static SortedDictionary<string, int> Counts(DatasetCheckResult result)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var kind in Enum.GetValues<FindingKind>())
        {
            counts[DataFinding.Words(kind, false, false)] = result.Count(kind);
            if (kind is FindingKind.Duplicate or FindingKind.NearDuplicate)
            {
                counts[DataFinding.Words(kind, false, true)] = result.Count(kind, contradicts: true);
                counts[DataFinding.Words(kind, true, false)] = result.Count(kind, crossesSplits: true);
                counts[DataFinding.Words(kind, true, true)] = result.Count(kind, true, true);
            }
        }

        return counts;
    }

    private static NamedFinding Named(IFaceDataset dataset, DataFinding finding) => new()
    {
        File = dataset.Samples.IdOf(finding.Sample),
        Finding = finding.Name,
        OtherFile = finding.Other is { } other ? dataset.Samples.IdOf(other) : null,
        Split = dataset.Samples.SplitOf(finding.Sample),
        Label = dataset.Labels[dataset.Samples.LabelOf(finding.Sample)],
        OtherSplit = finding.Other is { } twin ? dataset.Samples.SplitOf(twin) : null,
        OtherLabel = finding.Other is { } pair ? dataset.Labels[dataset.Samples.LabelOf(pair)] : null,
        SameGroup = finding.SameGroup,
        Detail = finding.Detail,
    };
}
