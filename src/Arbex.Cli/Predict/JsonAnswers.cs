using System.Text;
using System.Text.Json.Nodes;
using Arbex.Cli.Hosting;

namespace Arbex.Cli.Predict;

/// <summary>Answers as one JSON list on standard output: whole, or nothing where the run fails. Many answers go to a file
/// instead (--output), which takes them as they come.</summary>
internal sealed class JsonAnswers
{
    private readonly StringBuilder _list = new();

    public void Add(PictureAnswer answer) => Add(answer.ToDocument());

    public void Write(CommandHost host, LeftOutFiles leftOut)
    {
        foreach (var entry in leftOut.ToDocuments())
        {
            Add(entry);
        }

        var output = host.Console.Profile.Out.Writer;
        output.Write(_list.Length == 0 ? "[]\n" : _list.Append("\n]\n").ToString());
        output.Flush();
    }

    private void Add(JsonObject entry) =>
        _list.Append(_list.Length == 0 ? "[\n" : ",\n").Append(entry.ToJsonString(ArbexJson.OneLine));
}
