using System.Collections.Immutable;
using Arbex.Checkpoints.Pickles;
using Arbex.Checkpoints.TorchFiles;

namespace Arbex.Checkpoints.Import;

/// <summary>
/// Finds the dicts of tensors in what a PyTorch file holds, however a training script has nested them.
/// </summary>
internal sealed class WeightTree
{
    private const int Deepest = 6;
    private const int LongestName = 512;

    /// <summary>
    /// Of one file; POSTER++ with its optimiser has 1,700. Each is looked up in every table, so their number is time.
    /// </summary>
    private const int MostTensors = 20_000;

    /// <summary>What data parallelism puts before every name.</summary>
    private const string Parallel = "module.";

    /// <summary>What compilation puts before the names of the module that is compiled, wherever it is.</summary>
    private const string Compiled = "_orig_mod.";

    private readonly FileFault _fault;
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<WeightGroup> _groups = [];
    private int _count;

    private WeightTree(FileFault fault) => _fault = fault;

    /// <summary>Every dict that holds tensors itself.</summary>
    public static IReadOnlyList<WeightGroup> GroupsOf(object? root, FileFault fault)
    {
        var tree = new WeightTree(fault);
        switch (root)
        {
            case PickleDictionary dictionary:
                tree.Visit(dictionary, "", 0);
                break;
            case TensorReference tensor:
                tree._groups.Add(new("", [EntryOf("", tensor)]));
                break;
            case PickleObject whole:
                throw fault.Refused(
                    $"it holds a whole object of the class {whole.Type}, whose code is not in the file",
                    "Save its weights alone with PyTorch: torch.save(model.state_dict(), 'weights.pth').");
        }

        return tree._groups;
    }

    /// <summary>The entries under the names that they have without wrappers.</summary>
    /// <param name="entries">Entries under the names of the file.</param>
    /// <param name="fault">Names the file.</param>
    /// <exception cref="CheckpointException">There are too many, or two have one name.</exception>
    public static ImmutableArray<WeightEntry> Unwrapped(IReadOnlyCollection<WeightEntry> entries, FileFault fault)
    {
        CheckCount(entries.Count, fault);
        ImmutableArray<WeightEntry> unwrapped = [.. entries.Select(entry => entry with { Name = Unwrapped(entry.Name) })];
        var names = new HashSet<string>(StringComparer.Ordinal);
        return unwrapped.FirstOrDefault(entry => !names.Add(entry.Name)) is { } repeated
            ? throw fault.Damaged($"it has the tensor '{repeated.Name}' twice")
            : unwrapped;
    }

    private static string Unwrapped(string name)
    {
        while (name.StartsWith(Parallel, StringComparison.Ordinal) || name.StartsWith(Compiled, StringComparison.Ordinal))
        {
            name = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
        }

        return name.Replace($".{Compiled}", ".", StringComparison.Ordinal);
    }

    private void Visit(PickleDictionary dictionary, string path, int depth)
    {
        if (depth > Deepest || !_seen.Add(dictionary))
        {
            return;
        }

        var entries = new List<WeightEntry>();
        foreach (var (key, value) in dictionary.Items)
        {
            var name = key as string ?? (key is long number ? $"{number}" : "");
            if (name.Length > LongestName)
            {
                throw _fault.Refused($"it has a name of {name.Length} characters", "Rename the weights with PyTorch.");
            }

            if (value is TensorReference tensor)
            {
                entries.Add(EntryOf(name, tensor));
            }
            else if (value is PickleDictionary inner)
            {
                Visit(inner, path.Length == 0 ? name : $"{path}/{name}", depth + 1);
            }
        }

        if (entries.Count > 0)
        {
            _count += entries.Count;
            CheckCount(_count, _fault);
            _groups.Add(new(path, Unwrapped(entries, _fault)));
        }
    }

    private static void CheckCount(int count, FileFault fault)
    {
        if (count > MostTensors)
        {
            throw fault.Refused(
                $"it has more than {MostTensors:n0} tensors",
                "Save the weights alone with PyTorch: torch.save(model.state_dict(), 'weights.pth').");
        }
    }

    private static WeightEntry EntryOf(string name, TensorReference tensor) =>
        new(name, tensor.Type.Name, [.. tensor.Shape]) { Source = tensor };
}
