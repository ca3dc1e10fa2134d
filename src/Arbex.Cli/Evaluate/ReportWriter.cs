using System.Globalization;
using Arbex.Cli.Hosting;
using Arbex.Evaluation.Report;
using Arbex.Imaging;
using Arbex.Training;

namespace Arbex.Cli.Evaluate;

/// <summary>Writes the page and the pictures of one evaluated model.</summary>
internal sealed class ReportWriter
{
    private readonly CommandHost _host;

    public ReportWriter(CommandHost host) => _host = host;

    /// <summary>Refuses early what could not be written later.</summary>
    public static void Check(EvaluateRequest request)
    {
        if (request.Models.Count > 1 && (request.Report ?? request.Pictures) is not null)
        {
            throw new ArbexException(
                $"--report and --pictures show one model; {request.Models.Count} were given. Evaluate them one by one "
                + "for reports, or leave --report and --pictures out.");
        }
    }

    public void Write(EvaluateRequest request, EvaluatedModel evaluated, CancellationToken cancellation)
    {
        if ((request.Report ?? request.Pictures) is null)
        {
            return;
        }

        var report = EvaluationReport.Create(
            new ReportInput
            {
                Model = ShortCommand.Short(evaluated.File),
                Info = evaluated.Info,
                Dataset = evaluated.Dataset,
                Document = evaluated.Document,
                Predictions = evaluated.Predictions,
                Epochs = EpochsBeside(evaluated.File),
                Command = request.Command,
                Written = _host.Time.GetUtcNow(),
            },
            cancellation);
        if (request.Report is { } file)
        {
            var html = report.ToHtml();
            OutputFile.WriteText(file, html, "--report");
            _host.Tell(string.Create(
                CultureInfo.InvariantCulture, $"Wrote {file}, {html.Length / 1e6:0.0} MB, which needs no other file."));
        }

        if (request.Pictures is { } folder)
        {
            var count = 0;
            foreach (var (name, picture) in report.Pictures())
            {
                OutputFile.WriteBytes(Path.Combine(folder, name), ImageEncoder.EncodePng(picture), "--pictures");
                count++;
            }

            _host.Tell($"Drew {count} pictures into {folder}.");
        }
    }

    /// <summary>The training run's epochs where the checkpoint still lies in the run's folder.</summary>
    private IReadOnlyList<EpochResult> EpochsBeside(string model)
    {
        try
        {
            return RunEpochs.Beside(model);
        }
        catch (ArbexException unfit)
        {
            _host.Warn($"The report has no training curves: {unfit.Message}");
            return [];
        }
    }
}
