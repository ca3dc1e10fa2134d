namespace Arbex.Checkpoints.TorchFiles;

/// <summary>A row of numbers somewhere in the file, as a pickle describes it; nothing of it is read yet.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Count">How many numbers the whole row is said to have.</param>
/// <param name="Start">First number of the part that is meant; above 0 only in old files.</param>
/// <param name="Length">Numbers of that part.</param>
internal sealed record StorageReference(string Key, TorchType Type, long Count, long Start, long Length);

/// <summary>A tensor as a pickle describes it, checked against what its storage is said to hold.</summary>
/// <param name="Storage">Where its numbers are.</param>
/// <param name="Type">What they are; another type than the storage's only over plain bytes.</param>
/// <param name="Offset">First number, counted in the storage's part.</param>
/// <param name="Shape">Sizes, each at least 0.</param>
/// <param name="Strides">Steps in numbers, each at least 0.</param>
internal sealed record TensorReference(
    StorageReference Storage, TorchType Type, long Offset, long[] Shape, long[] Strides)
{
    /// <summary>Numbers of the tensor.</summary>
    public long Count { get; } = Shape.Aggregate(1L, (product, side) => product * side);

    /// <summary>Numbers of the storage from the tensor's first to its last.</summary>
    public long Extent { get; } = Shape.Contains(0)
        ? 0
        : 1 + Shape.Zip(Strides, (side, stride) => (side - 1) * stride).Sum();

    /// <summary>Whether the numbers lie in the order of the shape without gaps.</summary>
    public bool IsContiguous
    {
        get
        {
            long expected = 1;
            for (var i = Shape.Length - 1; i >= 0; i--)
            {
                if (Shape[i] != 1 && Strides[i] != expected)
                {
                    return Count == 0;
                }

                expected *= Shape[i];
            }

            return true;
        }
    }
}
