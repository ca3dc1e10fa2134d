namespace Arbex.Checkpoints.Pickles;

/// <summary>How much a pickle may ask for. Files of weights stay far below: POSTER++ with its optimiser has 0.1 million
/// instructions.</summary>
internal static class PickleLimits
{
    /// <summary>Bytes of one pickle.</summary>
    public const int LargestPickle = 32 << 20;

    /// <summary>
    /// Instructions of one pickle. Each makes at most one object, so this bounds what is kept in memory.
    /// </summary>
    public const int MostInstructions = 2_000_000;

    /// <summary>Bytes of a whole number: parsing longer ones costs the square of their length.</summary>
    public const int LargestInteger = 256;

    /// <summary>Characters of a line that holds a number or a name.</summary>
    public const int LongestLine = 1024;
}
