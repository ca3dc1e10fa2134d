namespace Arbex.Cli.Models;

/// <summary>What this machine has of a model.</summary>
internal enum ModelState
{
    Absent,

    /// <summary>Checked and ready for use.</summary>
    Ready,

    /// <summary>A file of its name has another content.</summary>
    Damaged,
}
