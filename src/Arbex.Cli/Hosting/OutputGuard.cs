using System.CommandLine;
using Arbex.Cli.Options;
using Arbex.Cli.Predict;
using Arbex.Files;
using Arbex.Imaging;

namespace Arbex.Cli.Hosting;

/// <summary>
/// Keeps what a command writes away from what it reads, and from files that it was not allowed to replace. Every command passes through it
/// before its work: outputs are found by the type of their option, inputs by <see cref="Readers"/>, and both are compared as files, not as
/// texts. It holds the lock of every named file until the command ends.
/// </summary>
internal sealed class OutputGuard : IDisposable
{
    public const string OverwriteName = "--overwrite";

    /// <summary>Options whose values are read as files or folders; arguments are read, too.</summary>
    public static readonly IReadOnlySet<string> Readers = new HashSet<string>(StringComparer.Ordinal)
    {
        "--data", "--detector", "--distil-from", "--label-noise-list", "--labels", "--list", "--model", "--packed", "--recipe", "--reuse",
        "--split-plan", "--teacher", "--weights",
    };

    private const string FilePrefix = "file:";

    private static readonly AsyncLocal<OutputGuard?> Ambient = new();

    private readonly List<IDisposable> _locks = [];
    private readonly List<(OutputOption Option, string Path, FileIdentity Identity)> _compared = [];

    private OutputGuard()
    {
    }

    /// <summary>The guard of the command that runs now; null outside of a command.</summary>
    public static OutputGuard? Current => Ambient.Value;

    /// <summary>Checks a command's outputs, locks them, and becomes <see cref="Current"/>.</summary>
    /// <exception cref="ArbexException">An output has an unfit name, exists, is an input, is being written, or cannot be written.</exception>
    public static OutputGuard Take(Command command, ParseResult parse)
    {
        var guard = new OutputGuard();
        try
        {
            var outputs = command.Options.OfType<OutputOption>()
                .Select(option => (Option: option, Path: parse.GetValue(option)))
                .Where(output => output.Path is not null).ToArray();
            var isReplacing = command.Options.OfType<Option<bool>>().FirstOrDefault(option => option.Name == OverwriteName) is { } overwrite
                && parse.GetValue(overwrite);
            foreach (var (option, path) in outputs)
            {
                var continues = option.Continues?.Invoke(parse) == true;
                OutputName.Check(option, path!);
                guard.CheckInputs(option, path!, continues, Inputs(command, parse), takesPictures: command is PredictCommand);
                OutputName.CheckNew(option, path!, continues, isReplacing);
            }

            CheckApart(outputs);
            foreach (var (option, path) in outputs)
            {
                guard.Lock(option, path!);
                OutputName.CheckNew(option, path!, option.Continues?.Invoke(parse) == true, isReplacing); // nobody writes it from now on
            }
        }
        catch
        {
            guard.Dispose();
            throw;
        }

        Ambient.Value = guard;
        return guard;
    }

    /// <summary>Whether a file that exists will be replaced, so that all inputs must be known before anything is written.</summary>
    public bool ReplacesFiles { get; private set; }

    /// <summary>Refuses outputs that are among files that are read, such as the pictures of a list.</summary>
    /// <param name="files">Paths; null where something comes from no file.</param>
    /// <exception cref="ArbexException">One is an output, or lies in a folder for drawings.</exception>
    public void CheckRead(IEnumerable<string?> files)
    {
        if (_compared.Count == 0)
        {
            return;
        }

        var folders = new Dictionary<string, FileIdentity>(StringComparer.Ordinal);
        foreach (var file in files.OfType<string>().Where(file => file.Length > 0))
        {
            foreach (var (option, path, identity) in _compared)
            {
                var isTaken = option.Kind == OutputKind.File
                    ? FileIdentity.Of(file) == identity
                    : option.Kind == OutputKind.PictureFolder && (FolderOf(file) == identity || FolderOf(Real(file)) == identity);
                if (isTaken)
                {
                    throw IsRead(option, path, file, reader: null);
                }
            }
        }

        static string Real(string file) => new FileInfo(file).LinkTarget is null ? file : FileIdentity.RealPath(file);

        FileIdentity FolderOf(string file)
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? file;
            if (!folders.TryGetValue(folder, out var identity))
            {
                folders.Add(folder, identity = FileIdentity.Of(folder));
            }

            return identity;
        }
    }

    public void Dispose()
    {
        for (var i = _locks.Count - 1; i >= 0; i--)
        {
            _locks[i].Dispose();
        }

        _locks.Clear();
        Ambient.Value = null;
    }

    /// <summary>What the command reads, as far as its line says: files and folders that exist, and the options that name them.</summary>
    private static IEnumerable<(string? Reader, string Path)> Inputs(Command command, ParseResult parse)
    {
        var given = command.Options.Where(option => Readers.Contains(option.Name))
            .Select(option => (Reader: (string?)option.Name, parse.GetResult(option)?.Tokens))
            .Concat(command.Arguments.Select(argument => (Reader: (string?)null, parse.GetResult(argument)?.Tokens)));
        return
            from option in given
            from token in option.Tokens ?? []
            let path = token.Value.StartsWith(FilePrefix, StringComparison.Ordinal) ? token.Value[FilePrefix.Length..] : token.Value
            where path.Length > 0 && Path.Exists(path)
            select (option.Reader, path);
    }

    private void CheckInputs(OutputOption option, string path, bool continues, IEnumerable<(string? Reader, string Path)> inputs, bool takesPictures)
    {
        if (!Path.Exists(path) && option.Kind != OutputKind.PictureFolder)
        {
            return;
        }

        var identity = FileIdentity.Of(path);
        _compared.Add((option, path, identity));
        ReplacesFiles |= option.Kind == OutputKind.File && !continues;
        if (option.Kind == OutputKind.RunFolder)
        {
            return; // its own files alone are replaced, which the writers of runs and studies see to
        }

        foreach (var (reader, input) in inputs)
        {
            var isFolder = Directory.Exists(input);
            var isRead = isFolder
                ? !continues && (takesPictures && reader is null && option.Kind == OutputKind.File && !IsTaken(path)
                    ? LinkedFiles.Leads(input, identity, IsTaken)
                    : FileIdentity.IsWithin(path, input) || (option.Kind == OutputKind.File && LinkedFiles.Leads(input, identity)))
                : option.Kind == OutputKind.File && FileIdentity.Of(input) == identity;
            if (isRead)
            {
                throw IsRead(option, path, input, reader);
            }
        }
    }

    /// <summary>Refuses two outputs of which one would take the place of the other.</summary>
    private static void CheckApart((OutputOption Option, string? Path)[] outputs)
    {
        foreach (var (option, path) in outputs.Where(output => output.Option.Kind == OutputKind.File))
        {
            foreach (var (other, otherPath) in outputs.Where(output => output.Option != option))
            {
                var isTaken = other.Kind == OutputKind.PictureFolder
                    ? IsDrawing(path!) && FileIdentity.Same(Path.GetDirectoryName(Path.GetFullPath(path!))!, otherPath!)
                    : FileIdentity.Same(path!, otherPath!);
                if (isTaken)
                {
                    throw new ArbexException(
                        $"{option.Name} is '{path}' and {other.Name} is '{otherPath}': one could take the place of the other. Expected outputs "
                        + $"apart. Pass another name to {option.Name}.");
                }
            }
        }
    }

    /// <summary>Whether a file of a folder is looked at for faces.</summary>
    private static bool IsTaken(string path) => PictureEndings.IsPicture(path) || PictureEndings.IsVideo(path);

    private static bool IsDrawing(string path) => Path.GetExtension(path).ToLowerInvariant() is ".png" or ".mp4";

    private void Lock(OutputOption option, string path)
    {
        var folder = option.Kind == OutputKind.File ? Path.GetDirectoryName(Path.GetFullPath(path))! : path;
        TemporaryName.RemoveAbandoned(folder, TimeProvider.System);
        if (option.Kind == OutputKind.PictureFolder)
        {
            _locks.Add(new NewFolders(folder));
            OutputFile.Guard(path, option.Name, () => _locks.Add(FileLock.OfFolder(folder, () => new ArbexException(
                $"Another arbex writes to '{path}'. Expected one writer. Wait until it has ended, or pass another folder to {option.Name}."))));
        }

        if (option.Kind == OutputKind.File && !option.IsLockedByWriter)
        {
            _locks.Add(new NewFolders(folder));
            var real = File.Exists(path) ? FileIdentity.RealPath(path) : path; // one lock, whatever links lead there
            OutputFile.Guard(path, option.Name, () => _locks.Add(FileLock.OfFile(real, () => new ArbexException(
                $"'{path}' is being written by another arbex. Expected one writer. Wait until it has ended, or pass another name to "
                + $"{option.Name}."))));
        }
    }

    private static ArbexException IsRead(OutputOption option, string path, string input, string? reader) => new(
        option.Kind == OutputKind.File
            ? $"{option.Name} is '{path}', which is read{(reader is null ? "" : $" by {reader}")}"
                + $"{(FileIdentity.Same(path, input) ? "" : $" by way of '{input}'")}: it would be lost. Expected a file that is no input. "
                + $"Pass another name to {option.Name}."
            : $"{option.Name} is '{path}', where '{input}' is read from: what is drawn would take the place of pictures, or be looked at "
                + $"itself. Expected another folder. Pass one outside to {option.Name}.");
}
