using System.Text.Json.Nodes;
using Arbex.Files;
using Arbex.Imaging;

namespace Arbex.Cli.Predict;

/// <summary>Counts the files of folders and patterns that are not looked at: kinds that are neither pictures nor clips by their names,
/// pictures in formats that cannot be read, pipes and devices.</summary>
internal sealed class LeftOutFiles
{
    private readonly List<(string Input, long Count, string Example)> _inputs = [];

    /// <summary>Takes note of one. Hidden files of other kinds are not counted.</summary>
    /// <param name="input">The folder or pattern that the user named.</param>
    /// <param name="file">What is left out.</param>
    public void Add(string input, string file)
    {
        var isPicture = PictureEndings.IsUnreadablePicture(file);
        if (Path.GetFileName(file).StartsWith('.') && !isPicture)
        {
            return;
        }

        var last = _inputs.Count - 1;
        if (last < 0 || _inputs[last].Input != input)
        {
            _inputs.Add((input, 1, file));
            return;
        }

        var (_, count, example) = _inputs[last];
        _inputs[last] = (input, count + 1, isPicture && !PictureEndings.IsUnreadablePicture(example) ? file : example);
    }

    /// <summary>A sentence for each folder or pattern of which something is left out.</summary>
    public IEnumerable<string> Sentences() => _inputs.Select(input =>
        $"'{input.Input}': left out {Files(input.Count)} of other kinds, such as {Shown(input.Example)}.");

    /// <summary>The same for one input; empty where nothing is left out.</summary>
    public string Sentence(string input) => _inputs.Where(each => each.Input == input)
        .Select(each => $" It has {Files(each.Count)} of other kinds, such as {Shown(each.Example)}.").FirstOrDefault("");

    /// <summary>The entries of --json.</summary>
    public IEnumerable<JsonObject> ToDocuments() => _inputs.Select(input => new JsonObject
    {
        ["file"] = input.Input,
        ["faces"] = new JsonArray(),
        ["leftOut"] = input.Count,
        ["example"] = input.Example,
    });

    private static string Files(long count) => count == 1 ? "1 file" : $"{count} files";

    private static string Shown(string file) => SpecialFile.KindOf(file) is var kind and (FileKind.Pipe or FileKind.Socket or FileKind.Device)
        ? $"'{file}' ({SpecialFile.Name(kind)})"
        : $"'{file}'";
}
