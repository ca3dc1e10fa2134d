using Arbex.Checkpoints.Pickles;

namespace Arbex.Checkpoints.TorchFiles;

/// <summary>What names and calls in a PyTorch file mean: tensors, dicts, and a short list of harmless values.</summary>
/// <remarks>
/// The rule, from the strictest: (1) a name from <see cref="SuspiciousNames"/> refuses the file; (2) a call is
/// answered from the table here or refuses the file; (3) an object of any other class is kept as that class's name
/// alone. Nothing in this program is found by a name from the file.
/// </remarks>
internal sealed class TorchWorld(FileFault fault) : IPickleWorld
{
    /// <summary>Calls whose result is of no use here but common beside weights.</summary>
    private static readonly HashSet<string> Inert = new(StringComparer.Ordinal)
    {
        "torch.device", "torch.serialization._get_layout", "numpy.dtype", "numpy.core.multiarray.scalar",
        "numpy.core.multiarray._reconstruct", "numpy._core.multiarray.scalar", "numpy._core.multiarray._reconstruct",
        "_codecs.encode", "copyreg._reconstructor", "copy_reg._reconstructor", "builtins.set", "builtins.frozenset",
        "builtins.complex", "builtins.bytearray", "builtins.slice", "builtins.range", "__builtin__.set",
        "__builtin__.frozenset", "__builtin__.complex", "__builtin__.bytearray", "__builtin__.slice",
        "__builtin__.xrange", "collections.Counter", "collections.deque", "datetime.datetime", "datetime.timedelta",
        "pathlib.PosixPath", "pathlib.WindowsPath", "pathlib.PurePosixPath", "pathlib._local.PosixPath",
    };

    private readonly HashSet<PickleList> _converted = new(ReferenceEqualityComparer.Instance);

    public HashSet<StorageReference> Storages { get; } = [];

    public void CheckName(PickleGlobal name)
    {
        if (SuspiciousNames.Contains(name))
        {
            throw fault.Refused(
                $"it names {name}, which can run programs or change the system when Python loads the file, and "
                + "which no file of weights needs",
                "Do not open it with Python either; get the weights from a source that you trust.");
        }
    }

    public object? Call(PickleGlobal function, PickleTuple arguments) => $"{function}" switch
    {
        "torch._utils._rebuild_tensor" or "torch._utils._rebuild_tensor_v2" or "torch._utils._rebuild_tensor_v3" =>
            TensorRebuilding.Tensor(arguments, fault),
        "torch._utils._rebuild_parameter" or "torch._utils._rebuild_parameter_with_state" => Parameter(arguments),
        "torch._tensor._rebuild_from_type_v2" => OfType(arguments),
        "torch.Size" => arguments.Items is [PickleTuple size] ? size : PickleTuple.Empty,
        "collections.OrderedDict" => Dictionary(arguments.Items is [PickleList pairs] ? pairs : new PickleList()),
        "collections.defaultdict" => new PickleDictionary(),
        var name when Inert.Contains(name) => new PickleObject(function),
        _ => throw fault.Refused(
            $"it calls {function} when it is loaded, and only calls that rebuild tensors and plain values are known",
            "If you trust the file, load it with Python and save the weights alone: "
            + "torch.save(model.state_dict(), 'weights.pth')."),
    };

    public object? Create(PickleGlobal type, PickleTuple arguments) => $"{type}" is "collections.OrderedDict"
        ? new PickleDictionary()
        : new PickleObject(type);

    public object? Find(object? persistentId)
    {
        var found = TensorRebuilding.Storage(persistentId, fault);
        if (found is StorageReference storage)
        {
            Storages.Add(storage with { Start = 0, Length = storage.Count });
        }

        return found;
    }

    private TensorReference Parameter(PickleTuple arguments) => arguments.Items is [TensorReference tensor, ..]
        ? tensor
        : throw fault.Damaged("a parameter is described without its tensor");

    /// <summary>
    /// A tensor with attributes of its own: its function and arguments, of which the first kind alone is known.
    /// </summary>
    private TensorReference OfType(PickleTuple arguments) =>
        arguments.Items is [PickleGlobal function, _, PickleTuple inner, ..]
        && $"{function}" is "torch._utils._rebuild_tensor_v2" or "torch._utils._rebuild_tensor"
            ? TensorRebuilding.Tensor(inner, fault)
            : throw fault.Refused(
                "it has a tensor of a class of its own",
                "Save plain tensors with PyTorch: {name: tensor.detach() for name, tensor in state.items()}.");

    /// <summary>Python 2 wrote an ordered dict as a list of pairs.</summary>
    private PickleDictionary Dictionary(PickleList pairs)
    {
        if (!_converted.Add(pairs))
        {
            // Python makes a list for each dict; one list for many would multiply what a small file takes.
            throw fault.Refused(
                "it makes several ordered dicts of one list", "Save the weights alone: torch.save(model.state_dict(), 'weights.pth').");
        }

        var dictionary = new PickleDictionary();
        foreach (var pair in pairs.Items)
        {
            switch (pair)
            {
                case PickleList { Items: [var key, var value] }:
                    dictionary.Set(key, value);
                    break;
                case PickleTuple { Items: [var key, var value] }:
                    dictionary.Set(key, value);
                    break;
                default:
                    throw fault.Damaged("an ordered dict is made of something else than pairs");
            }
        }

        return dictionary;
    }
}
