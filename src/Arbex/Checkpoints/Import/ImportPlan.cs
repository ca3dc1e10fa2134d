using static TorchSharp.torch;

namespace Arbex.Checkpoints.Import;

/// <summary>Which tensor of which file goes where in a state dict, decided before anything is copied.</summary>
internal sealed class ImportPlan
{
    private readonly IReadOnlyDictionary<string, Tensor> _targets;
    private readonly Dictionary<string, (WeightFile File, WeightEntry Entry)> _sources = new(StringComparer.Ordinal);
    private readonly List<ImportedFile> _files = [];

    /// <param name="targets">Our names and tensors.</param>
    public ImportPlan(IReadOnlyDictionary<string, Tensor> targets) => _targets = targets;

    /// <summary>Our names that have a source.</summary>
    public IReadOnlyCollection<string> Filled => _sources.Keys;

    /// <summary>Our names without a source; counters of batches, which change no answer, are never missed.</summary>
    public IEnumerable<string> Missing => _targets.Keys.Where(key => !_sources.ContainsKey(key) && !IsCounter(key));

    public IReadOnlyList<ImportedFile> Files => _files;

    /// <summary>Whether a tensor only counts the batches that a batch norm has seen.</summary>
    public static bool IsCounter(string key) => key.EndsWith(".num_batches_tracked", StringComparison.Ordinal);

    /// <summary>Finds a place for each tensor of a file.</summary>
    /// <param name="weights">The file.</param>
    /// <param name="leftOut">Says why one of our names is not to be filled, or null.</param>
    /// <exception cref="CheckpointException">Two files fill one place, or nothing of this one fits.</exception>
    public void Add(RecognizedWeights weights, Func<string, string?> leftOut)
    {
        var (file, group, layout) = weights;
        var unused = new List<(string Reason, string Name, bool IsExpected)>();
        foreach (var entry in group.Entries)
        {
            var (key, excuse) = weights.Map(entry);
            if (excuse is not null)
            {
                unused.Add((excuse, entry.Name, true));
            }
            else if (key is null)
            {
                unused.Add(($"{layout.Name} has no such name", entry.Name, false));
            }
            else if (leftOut(key) is { } other)
            {
                unused.Add((other, entry.Name, true));
            }
            else if (Misfit(key, entry) is { } misfit)
            {
                unused.Add((misfit.Reason, entry.Name, misfit.IsExpected));
            }
            else if (!_sources.TryAdd(key, (file, entry)))
            {
                throw new FileFault(file.Path).Refused(
                    $"its tensor '{entry.Name}' goes where '{_sources[key].File.Path}' has one already",
                    "Give only one of the two files.");
            }
        }

        var used = group.Entries.Length - unused.Count;
        _files.Add(new(
            file.Path, file.Container, group.Path, layout.Name, group.Entries.Length, used,
            [
                .. unused.GroupBy(tensor => (tensor.Reason, tensor.IsExpected)).Select(same => new UnusedTensors(
                    same.Key.Reason, [.. same.Select(tensor => tensor.Name)], same.Key.IsExpected)),
            ],
            file.Groups.Sum(other => other == group ? 0 : other.Entries.Length))
        {
            Prefix = weights.Prefix,
        });
    }

    /// <summary>Copies every planned tensor.</summary>
    /// <exception cref="CheckpointException">
    /// A file does not hold a tensor in full, or holds values that are no numbers.
    /// </exception>
    public void Run()
    {
        using var noGradient = no_grad();
        foreach (var (key, (file, entry)) in _sources)
        {
            using var scope = NewDisposeScope();
            var source = file.Load(entry);
            if (entry.IsFloating && !source.isfinite().all().item<bool>())
            {
                throw new FileFault(file.Path).Refused(
                    $"its tensor '{entry.Name}' has values that are not finite",
                    "Use another checkpoint of the same training.");
            }

            _targets[key].copy_(source);
        }
    }

    private (string Reason, bool IsExpected)? Misfit(string key, WeightEntry entry)
    {
        if (!_targets.TryGetValue(key, out var target))
        {
            return key.StartsWith($"{Networks.LandmarkBackbone.CheckpointPrefix}output_layer.", StringComparison.Ordinal)
                ? (PublishedBackbones.PointsUnused, true)
                : ("the network has no such part; another preset or recipe may", false);
        }

        if (target.is_floating_point() != entry.IsFloating)
        {
            return ($"holds {entry.Type} where the network has {target.dtype.ToString().ToLowerInvariant()}", false);
        }

        return entry.Shape.SequenceEqual(target.shape)
            ? null
            : ($"has shape {Text(entry.Shape)} where the network has {Text(target.shape)}", false);
    }

    private static string Text(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
