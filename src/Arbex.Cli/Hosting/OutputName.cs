using Arbex.Cli.Options;
using Arbex.Files;

namespace Arbex.Cli.Hosting;

/// <summary>Refuses outputs that cannot be written, or that stand for something else already.</summary>
internal static class OutputName
{
    /// <summary>Checks the name and what stands there.</summary>
    /// <exception cref="ArbexException">The name ends otherwise than expected, or something of another kind stands there.</exception>
    public static void Check(OutputOption option, string path)
    {
        var name = option.Name;
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArbexException($"{name} is '{path}'. Expected the name of a {Word(option)}. Pass one.");
        }

        if (option.Kind == OutputKind.File
            && !option.Extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ArbexException(
                $"{name} is '{path}'. Expected a file name that ends in {Listed(option.Extensions)}. Rename it.");
        }

        var kind = SpecialFile.KindOf(path);
        if (kind is FileKind.Pipe or FileKind.Device or FileKind.Socket)
        {
            throw new ArbexException(
                $"{name} is '{path}', which is {SpecialFile.Name(kind)}. Expected a {Word(option)}. Pass another name; --json writes to "
                + "standard output where a command has it.");
        }

        if (option.Kind == OutputKind.File && kind == FileKind.Folder)
        {
            throw new ArbexException(
                $"{name} is '{path}', which is a folder. Expected a file. Give a file name in it.");
        }

        if (option.Kind != OutputKind.File && kind == FileKind.Regular)
        {
            throw new ArbexException($"{name} is '{path}', which is a file. Expected a folder. Choose another name.");
        }
    }

    /// <summary>Refuses to replace what the command was not allowed to.</summary>
    /// <exception cref="ArbexException">The file exists, or the folder holds pictures.</exception>
    public static void CheckNew(OutputOption option, string path, bool continues, bool isReplacing)
    {
        if (continues && isReplacing)
        {
            throw new ArbexException(
                $"--resume and {OutputGuard.OverwriteName} were both given. Expected one: '{path}' is either continued or replaced.");
        }

        if (continues || isReplacing)
        {
            return;
        }

        if (option.Kind == OutputKind.File && File.Exists(path))
        {
            throw new ArbexException($"'{path}' exists already. Expected a new file, so that nothing is lost. {option.WhereItExists}");
        }

        if (option is { Kind: OutputKind.PictureFolder, OwnsPictures: true } && HoldsPictures(path, option.Name))
        {
            throw new ArbexException(
                $"{option.Name} is '{path}', which holds pictures. Expected a folder without, so that none is lost. Pass --overwrite to "
                + $"replace those of the same names, or another folder to {option.Name}.");
        }
    }

    private static bool HoldsPictures(string folder, string option)
    {
        var holds = false;
        OutputFile.Guard(folder, option, () => holds = Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.png").Any());
        return holds;
    }

    private static string Word(OutputOption option) => option.Kind == OutputKind.File ? "file" : "folder";

    private static string Listed(IReadOnlyList<string> extensions) => extensions.Count == 1
        ? extensions[0]
        : $"{string.Join(", ", extensions.SkipLast(1))} or {extensions[^1]}";
}
