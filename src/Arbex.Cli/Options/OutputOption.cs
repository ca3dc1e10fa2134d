using System.CommandLine;

namespace Arbex.Cli.Options;

/// <summary>What an <see cref="OutputOption"/> names.</summary>
internal enum OutputKind
{
    /// <summary>One file.</summary>
    File,

    /// <summary>A folder that a run or a study has for itself.</summary>
    RunFolder,

    /// <summary>A folder for pictures, which may hold others.</summary>
    PictureFolder,
}

/// <summary>
/// An option that names what a command writes. Hosting.OutputGuard finds these options by their type and keeps what they name away from
/// what the command reads, so a command that writes a named file declares it with this type and with ArbexCommand.AddOutput.
/// </summary>
internal sealed class OutputOption : Option<string?>
{
    public OutputOption(string name)
        : base(name)
    {
    }

    public OutputKind Kind { get; init; }

    /// <summary>How a file's name may end; empty for folders.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Whether a folder for pictures must be without any, since their names are known only when they are drawn.</summary>
    public bool OwnsPictures { get; init; }

    /// <summary>Whether the command's own writer takes the file's lock.</summary>
    public bool IsLockedByWriter { get; init; }

    /// <summary>Whether the command continues a file that exists instead of replacing it; null where it never does.</summary>
    public Func<ParseResult, bool>? Continues { get; set; }

    /// <summary>What to pass where the file exists.</summary>
    public string WhereItExists => Continues is null
        ? $"Pass --overwrite to replace it, or another name to {Name}."
        : $"Pass --resume to continue it, --overwrite to replace it, or another name to {Name}.";
}
