using System.Text;
using Arbex.Cli.Hosting;

namespace Arbex.Cli.Predict;

/// <summary>Answers as one JSON list on standard output: whole, or nothing where the run fails. Many answers go to a file
/// instead (--output), which takes them as they come.</summary>
internal sealed class JsonAnswers
{
    private readonly StringBuilder _list = new();

    public void Add(PictureAnswer answer) =>
        _list.Append(_list.Length == 0 ? "[\n" : ",\n").Append(answer.ToDocument().ToJsonString(ArbexJson.OneLine));

    public void Write(CommandHost host)
    {
        var output = host.Console.Profile.Out.Writer;
        output.Write(_list.Length == 0 ? "[]\n" : _list.Append("\n]\n").ToString());
        output.Flush();
    }
}
