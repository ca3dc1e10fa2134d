using Arbex.Cli.Hosting;

namespace Arbex.Cli.Predict;

/// <summary>Where answers go as they come. Text that can be continued: JSON Lines and CSV; and Parquet, which is whole or
/// nothing.</summary>
internal abstract class AnswerFile : IDisposable
{
    /// <summary>Endings of the files, each of another kind.</summary>
    public static readonly string[] Extensions = [".jsonl", ".csv", ".parquet"];

    /// <summary>Whether an input is answered already and need not be looked at again.</summary>
    public virtual bool IsDone(string input) => false;

    /// <summary>Opens the file that fits a name; <see cref="OutputGuard"/> has checked what stands there.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="resume">Whether to continue it; otherwise it is replaced.</param>
    /// <param name="labels">Names of the model's classes.</param>
    /// <param name="settings">What answers.</param>
    /// <exception cref="ArbexException">It cannot be written, or not be continued.</exception>
    public static AnswerFile Open(string path, bool resume, IReadOnlyList<string> labels, AnswerSettings settings)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (resume && extension == ".parquet")
        {
            throw new ArbexException(
                $"'{path}' cannot be continued: a Parquet file gets its table of contents at the end. Pass --output with a name "
                + "that ends in .jsonl or .csv to have answers that can be resumed.");
        }

        AnswerFile? file = null;
        OutputFile.Guard(path, "--output", () => file = extension switch
        {
            ".jsonl" => new JsonLinesFile(path, resume, settings),
            ".csv" => new CsvAnswerFile(path, resume, settings, labels),
            _ => new ParquetAnswerFile(path, settings, labels),
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
