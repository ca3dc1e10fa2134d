using System.Text;
using Arbex.Cli.Hosting;
using Arbex.Files;

namespace Arbex.Cli.Predict;

/// <summary>
/// The folder for drawn answers. A drawing goes where no input is read from, and takes the place of nothing but an earlier drawing.
/// </summary>
internal sealed class AnnotatedFolder : IDisposable
{
    /// <summary>What file systems take as a name, in UTF-8.</summary>
    private const int MostBytes = 255;

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly NewFolders _made;
    private readonly string _folder;
    private readonly Action<string> _tell;

    /// <summary>Opens the folder, and makes it where it does not exist.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="inputs">What the user named; files among them are compared at once, so that a refusal comes before the work.</param>
    /// <param name="tell">Gets a note for each drawing that could not have its usual name.</param>
    /// <exception cref="ArbexException">An input is read from there, or it cannot be written to.</exception>
    public AnnotatedFolder(string folder, IEnumerable<string> inputs, Action<string> tell)
    {
        (_folder, _tell, _made) = (folder, tell, new NewFolders(folder));
        foreach (var input in inputs.Where(Path.Exists))
        {
            Check(input);
        }

        OutputFile.Guard(folder, "--annotate", () =>
        {
            Directory.CreateDirectory(folder);
            using var probe = TemporaryName.Create(Path.Combine(folder, "probe"));
            File.Delete(probe.Name);
        });
    }

    /// <summary>Refuses the folder where an input is read from it: drawings would take the place of pictures, or be looked at
    /// themselves.</summary>
    /// <param name="input">A file or a folder that is read.</param>
    /// <exception cref="ArbexException">It is read from there, by whatever links.</exception>
    public void Check(string input)
    {
        if (IsReadFrom(input))
        {
            throw new ArbexException(
                $"--annotate is '{_folder}', where '{input}' is read from: what is drawn would take the place of pictures, or be looked at "
                + "itself. Expected another folder. Pass one outside.");
        }
    }

    /// <summary>Chooses the name of a drawing: two folders may hold pictures of the same name, and another's file may have it.</summary>
    /// <param name="file">What is drawn.</param>
    /// <param name="extension">Of the drawing.</param>
    /// <returns>Where it goes.</returns>
    public string PathFor(string file, string extension)
    {
        var isStandardInput = file == PictureInputs.StandardInput;
        if (!isStandardInput)
        {
            Check(file);
        }

        var stem = isStandardInput ? "standard-input" : Path.GetFileNameWithoutExtension(file);
        for (var number = 1; ; number++)
        {
            var ending = number == 1 ? extension : FormattableString.Invariant($"-{number}{extension}");
            var name = Shortened(stem, MostBytes - Encoding.UTF8.GetByteCount(ending)) + ending;
            var path = Path.Combine(_folder, name);
            if (_names.Contains(name))
            {
                continue;
            }

            _names.Add(name);
            if (!Path.Exists(path) || Drawing.Is(path))
            {
                return path;
            }

            _tell($"'{path}' is no drawing of arbex and stays as it is; '{file}' is drawn under the next free name.");
        }
    }

    public void Dispose() => _made.Dispose();

    private bool IsReadFrom(string input)
    {
        if (Directory.Exists(input))
        {
            return FileIdentity.IsWithin(_folder, input);
        }

        var folder = FileIdentity.Of(_folder);
        return FileIdentity.Of(FolderOf(Path.GetFullPath(input))) == folder || FileIdentity.Of(FolderOf(FileIdentity.RealPath(input))) == folder;
    }

    private static string FolderOf(string file) => Path.GetDirectoryName(file) ?? file;

    /// <summary>The beginning of a text that has at most so many bytes, cut between two characters.</summary>
    private static string Shortened(string text, int bytes)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }
}
