using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Data.Packing;

namespace Arbex.Cli.Data;

/// <summary>Packs a dataset.</summary>
internal sealed class PackService
{
    private readonly CommandHost _host;

    public PackService(CommandHost host) => _host = host;

    public PackDocument Run(PackRequest request, CancellationToken cancellation)
    {
        var options = new PackOptions { Side = request.Side }.Validated();
        var dataset = new DatasetOpener(_host).ForEvaluation(WithAllPictures(request.Dataset));
        var summary = new PictureProgress(_host).Show(
            "packing", "Decoded", dataset.Samples.Count,
            progress => PackWriter.Write(dataset, request.Output, options, progress, cancellation: cancellation));
        foreach (var message in summary.Unreadable)
        {
            _host.Warn($"{message} (stays unreadable)");
        }

        return new PackDocument
        {
            Dataset = dataset.Name,
            Output = request.Output,
            Samples = summary.Samples,
            Grey = summary.Grey,
            Bytes = summary.Bytes,
            Unreadable = summary.Unreadable,
        };
    }

    /// <summary>Every other rule of FER+ drops more pictures than raw votes do.</summary>
    private static DatasetRequest WithAllPictures(DatasetRequest request) =>
        request.HasVotes
            ? request with { LabelRule = request.LabelRule ?? FerPlusLabelRule.RawVotes }
            : request;
}
