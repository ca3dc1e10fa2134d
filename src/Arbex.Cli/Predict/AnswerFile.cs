using Arbex.Cli.Hosting;

namespace Arbex.Cli.Predict;

/// <summary>Where answers go as they come. Text that can be gone on with: JSON Lines and CSV; and Parquet, which is whole or
/// nothing.</summary>
internal abstract class AnswerFile : IDisposable
{
    public const string Extensions = ".jsonl, .csv or .parquet";

    /// <summary>Whether an input is answered already and need not be looked at again.</summary>
    public virtual bool IsDone(string input) => false;

    /// <summary>Refuses early a name that fits no kind of file.</summary>
    /// <exception cref="ArbexException">It ends otherwise.</exception>
    public static void CheckName(string path)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".jsonl" or ".csv" or ".parquet"))
        {
            throw new ArbexException($"--output is '{path}'. Expected a file name that ends in {Extensions}. Rename it.");
        }
    }

    /// <summary>Opens the file that fits a name.</summary>
    /// <exception cref="ArbexException">The name fits none, the file stands there already, or cannot be gone on with.</exception>
    public static AnswerFile Open(string path, bool resume, IReadOnlyList<string> labels)
    {
        CheckName(path);
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (resume && extension == ".parquet")
        {
            throw new ArbexException(
                $"'{path}' cannot be gone on with: a Parquet file gets its table of contents at the end. Pass --output with a name "
                + "that ends in .jsonl or .csv to have answers that can be resumed.");
        }

        if (!resume && File.Exists(path))
        {
            throw new ArbexException(
                $"'{path}' exists already. Expected a new file, so that no answers are lost. Pass --resume to go on with it, or "
                + "another name to --output.");
        }

        AnswerFile? file = null;
        OutputFile.Guard(path, "--output", () =>
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            file = extension switch
            {
                ".jsonl" => new JsonLinesFile(path, resume),
                ".csv" => new CsvAnswerFile(path, resume, labels),
                _ => new ParquetAnswerFile(path, labels),
            };
        });
        return file!;
    }

    /// <summary>Writes one answer.</summary>
    public abstract void Write(PictureAnswer answer);

    /// <summary>Ends the file.</summary>
    public virtual void Finish()
    {
    }

    /// <inheritdoc/>
    public abstract void Dispose();
}
