namespace Arbex.Data;

/// <summary>Which part of a dataset a sample belongs to.</summary>
public enum DataSplit
{
    /// <summary>To learn from.</summary>
    Train,

    /// <summary>To choose by.</summary>
    Valid,

    /// <summary>To report on, once.</summary>
    Test,
}
