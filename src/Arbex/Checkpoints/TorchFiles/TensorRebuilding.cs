using Arbex.Checkpoints.Pickles;

namespace Arbex.Checkpoints.TorchFiles;

/// <summary>
/// Turns the arguments of PyTorch's rebuilding functions into references, and checks every number of them.
/// </summary>
internal static class TensorRebuilding
{
    private const int LargestRank = 32;
    private const int LongestKey = 100;

    /// <summary><c>('storage', class, key, location, count[, view])</c>, the identity of a storage.</summary>
    public static object Storage(object? persistentId, FileFault fault)
    {
        if (persistentId is PickleTuple { Items: ["module", PickleGlobal module, ..] })
        {
            return module; // old files of whole modules keep a class's source text beside its name
        }

        if (persistentId is not PickleTuple id
            || id.Items is not ["storage", PickleGlobal type, var name, _, long count, .. var rest])
        {
            throw fault.Damaged("its pickle refers to something outside of itself that is no storage");
        }

        var key = name as string ?? (name is long number ? $"{number}" : "");
        if (key.Length is 0 or > LongestKey)
        {
            throw fault.Damaged($"a storage has a name of {key.Length} characters");
        }

        var element = TorchType.OfStorage(type.Name)
            ?? throw fault.Refused(
                $"it has a storage of the unknown type {type}", "Convert the weights to float32 with PyTorch.");
        var whole = new StorageReference(key, element, count, 0, count);
        if (count < 0 || count > long.MaxValue / element.Size)
        {
            throw fault.Damaged($"storage '{key}' claims {count} numbers");
        }

        return rest is [PickleTuple { Items: [_, long start, long length] }]
            ? Part(whole, start, length, fault)
            : whole;
    }

    /// <summary>Any of <c>_rebuild_tensor</c>, <c>_rebuild_tensor_v2</c> and <c>_rebuild_tensor_v3</c>.</summary>
    public static TensorReference Tensor(PickleTuple arguments, FileFault fault)
    {
        if (arguments.Items is not [StorageReference storage, long offset, var size, var stride, .. var rest])
        {
            throw fault.Damaged("a tensor is described without storage, offset, shape or strides");
        }

        // Version 3 reads plain bytes as a type that has no storage class of its own.
        var type = rest is [_, _, PickleGlobal named, ..]
            ? TorchType.Named(named.Name)
                ?? throw fault.Refused(
                    $"it has a tensor of the unknown type {named}", "Convert the weights to float32 with PyTorch.")
            : storage.Type;
        long[] shape = Numbers(size, "shape", fault), strides = Numbers(stride, "strides", fault);
        var room = storage.Length * storage.Type.Size / type.Size;
        if (shape.Length != strides.Length || offset < 0 || !Fits(shape, strides, offset, room))
        {
            throw fault.Damaged(
                $"a tensor of shape {Text(shape)} and strides {Text(strides)} from number {offset} does not fit "
                + $"into storage '{storage.Key}' of {room} numbers");
        }

        return new TensorReference(storage, type, offset, shape, strides);
    }

    private static StorageReference Part(StorageReference whole, long start, long length, FileFault fault) =>
        start >= 0 && length >= 0 && start <= whole.Count && length <= whole.Count - start
            ? whole with { Start = start, Length = length }
            : throw fault.Damaged($"a part of storage '{whole.Key}' lies outside of its {whole.Count} numbers");

    private static long[] Numbers(object? value, string what, FileFault fault) =>
        value is PickleTuple { Items.Length: <= LargestRank } tuple && tuple.Items.All(item => item is long and >= 0)
            ? [.. tuple.Items.Select(item => (long)item!)]
            : throw fault.Damaged($"a tensor has {what} other than at most {LargestRank} whole numbers from 0");

    /// <summary>
    /// Whether first and last number lie in the storage and the tensor has no more numbers than it: a stride of 0 would
    /// let a few bytes of file become any amount of memory.
    /// </summary>
    private static bool Fits(long[] shape, long[] strides, long offset, long room)
    {
        if (shape.Contains(0))
        {
            // The other sides still have to multiply to something that libtorch can count.
            return shape.Where(side => side != 0).Aggregate((UInt128)1, Product) <= long.MaxValue
                && strides.All(stride => stride <= long.MaxValue / LargestRank);
        }

        var count = shape.Aggregate((UInt128)1, Product);
        var last = shape.Zip(strides).Aggregate(
            (UInt128)(ulong)offset, (sum, pair) => sum + ((UInt128)(ulong)(pair.First - 1) * (ulong)pair.Second));
        return count <= (UInt128)(ulong)room && last < (UInt128)(ulong)room;
    }

    /// <summary>Saturates: 32 sides of 63 bits would not fit 128.</summary>
    private static UInt128 Product(UInt128 product, long side) =>
        product > long.MaxValue ? product : product * (ulong)side;

    private static string Text(long[] numbers) => $"[{string.Join(", ", numbers)}]";
}
