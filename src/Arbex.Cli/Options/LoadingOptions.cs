using System.CommandLine;
using Arbex.Training;

namespace Arbex.Cli.Options;

/// <summary>How pictures get to the network: --workers and --packed.</summary>
internal sealed class LoadingOptions
{
    private readonly Option<int?> _workers = new("--workers")
    {
        Description = "Threads that decode pictures ahead; changes no result. By default one less than the processors, at "
            + "most 4.",
        HelpName = "N",
    };

    private readonly Option<string?> _packed = new("--packed")
    {
        Description = "Read pixels from this pack of the dataset instead of decoding its files.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_workers);
        command.Options.Add(_packed);
    }

    public LoadingRequest Read(ParseResult parse)
    {
        var workers = parse.GetValue(_workers) ?? new LoaderOptions().Workers;
        return workers is >= 1 and <= 256
            ? new LoadingRequest(
                new LoaderOptions { Workers = workers, BatchesAhead = Math.Max(4, workers) }, parse.GetValue(_packed))
            : throw new ArbexException($"--workers is {workers}. Expected 1 to 256.");
    }
}

/// <summary>How pictures get to the network.</summary>
/// <param name="Loader">Threads and batches ahead.</param>
/// <param name="Packed">The pack to read; null for the dataset's own files.</param>
internal sealed record LoadingRequest(LoaderOptions Loader, string? Packed)
{
    public LoadingRequest()
        : this(new LoaderOptions(), null)
    {
    }
}
