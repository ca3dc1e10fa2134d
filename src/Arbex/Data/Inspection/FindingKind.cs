namespace Arbex.Data.Inspection;

/// <summary>What was found about a picture.</summary>
public enum FindingKind
{
    /// <summary>It cannot be decoded.</summary>
    Unreadable,

    /// <summary>Its file has zero bytes.</summary>
    Empty,

    /// <summary>All its pixels have one colour.</summary>
    OneColour,

    /// <summary>It has another size than most pictures of the dataset.</summary>
    UnusualSize,

    /// <summary>An earlier picture has the same pixels.</summary>
    Duplicate,

    /// <summary>An earlier picture looks nearly the same, such as one that was encoded again.</summary>
    NearDuplicate,
}
