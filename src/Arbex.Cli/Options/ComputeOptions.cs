using System.CommandLine;

namespace Arbex.Cli.Options;

/// <summary>Where to compute.</summary>
/// <param name="Device">cpu, cuda or cuda:N.</param>
/// <param name="Threads">0 leaves the choice to libtorch.</param>
internal sealed record ComputeRequest(string Device = "cpu", int Threads = 0);

/// <summary>--device and --threads.</summary>
internal sealed class ComputeOptions
{
    private readonly Option<string> _device = new("--device")
    {
        Description = "Where to compute: cpu, cuda or cuda:1.",
        HelpName = "DEVICE",
        DefaultValueFactory = _ => "cpu",
    };

    private readonly Option<int> _threads;

    /// <param name="threads">What --threads does; null where it is what libtorch computes with.</param>
    public ComputeOptions(string? threads = null) => _threads = SharedOptions.Threads(threads);

    public void AddTo(Command command)
    {
        command.Options.Add(_device);
        command.Options.Add(_threads);
    }

    public ComputeRequest Read(ParseResult parse) =>
        new(parse.GetValue(_device)!, SharedOptions.CheckThreads(parse.GetValue(_threads)));
}
