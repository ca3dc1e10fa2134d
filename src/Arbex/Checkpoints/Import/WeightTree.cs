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

    /// <summary>What wrappers put before every name: data parallelism and compilation.</summary>
    private static readonly string[] Wrappers = ["module.", "_orig_mod."];

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

    /// <summary>A name without the prefixes of wrappers.</summary>
    public static string Unwrapped(string name)
    {
        while (Array.Find(Wrappers, wrapper => name.StartsWith(wrapper, StringComparison.Ordinal)) is { } prefix)
        {
            name = name[prefix.Length..];
        }

        return name;
    }

    /// <summary>The entries, refused where two have one name.</summary>
    public static IEnumerable<WeightEntry> Distinct(IEnumerable<WeightEntry> entries, FileFault fault)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            CheckCount(names.Count, fault);
            if (!names.Add(entry.Name))
            {
                throw fault.Damaged($"it has the tensor '{entry.Name}' twice");
            }

            yield return entry;
        }
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
            _groups.Add(new(path, [.. Distinct(entries, _fault)]));
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
        new(Unwrapped(name), tensor.Type.Name, [.. tensor.Shape]) { Source = tensor };
}
