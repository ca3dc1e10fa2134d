using Arbex.Cli.Hosting;

namespace Arbex.Cli.Predict;

/// <summary>Answers as one JSON list on standard output, written as they come.</summary>
internal sealed class JsonAnswers : IDisposable
{
    private readonly TextWriter _output;
    private bool _isBegun;

    public JsonAnswers(CommandHost host) => _output = host.Console.Profile.Out.Writer;

    public void Add(PictureAnswer answer)
    {
        _output.Write(_isBegun ? ",\n" : "[\n");
        _output.Write(answer.ToDocument().ToJsonString(ArbexJson.OneLine));
        _isBegun = true;
    }

    public void Finish() => _output.Write(_isBegun ? "\n]\n" : "[]\n");

    public void Dispose() => _output.Flush();
}
