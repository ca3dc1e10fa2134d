using System.Text;

namespace Arbex.Cli.Predict;

/// <summary>A text file of answers, line by line, that can be gone on with after a break.</summary>
internal abstract class AnswerTextFile : AnswerFile
{
    private readonly FileStream _stream;
    private readonly StreamWriter _writer;

    /// <param name="path">The file.</param>
    /// <param name="resume">Whether to keep what is there.</param>
    /// <param name="header">First line; null for none.</param>
    /// <param name="fileOf">Reads the input from a line; null where the line is none.</param>
    protected AnswerTextFile(string path, bool resume, string? header, Func<string, string?> fileOf)
    {
        _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var (done, end) = resume ? ReadDone(_stream, header, fileOf, path) : (new HashSet<string>(StringComparer.Ordinal), 0);
        Done = done;
        _stream.SetLength(end);
        _stream.Seek(0, SeekOrigin.End);
        _writer = new StreamWriter(_stream, new UTF8Encoding(false), bufferSize: 1 << 16);
        if (end == 0 && header is not null)
        {
            _writer.Write(header + "\n");
        }
    }

    public override void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
    }

    protected void WriteLine(string line) => _writer.Write(line + "\n");

    /// <summary>
    /// Finds what is answered. The last input may be answered in part (a clip has many lines, and a break may cut a line), so
    /// it is asked for again, and its lines go.
    /// </summary>
    private static (HashSet<string> Done, long End) ReadDone(
        FileStream stream, string? header, Func<string, string?> fileOf, string path)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var (position, end, last) = (0L, 0L, (string?)null);
        foreach (var line in CompleteLines(stream))
        {
            var start = position;
            position += Encoding.UTF8.GetByteCount(line) + 1;
            if (start == 0 && header is not null)
            {
                if (line != header)
                {
                    throw new ArbexException(
                        $"'{path}' begins with other columns than this model's answers have. Expected '{header}'. Go on with the same "
                        + "model, or pass another name to --output.");
                }

                end = position;
                continue;
            }

            var file = fileOf(line) ?? throw new ArbexException(
                $"'{path}' has a line that is no answer: {line[..Math.Min(line.Length, 60)]}. Expected a file that 'arbex predict' "
                + "wrote. Pass another name to --output.");
            if (file != last)
            {
                if (last is not null)
                {
                    done.Add(last);
                }

                (last, end) = (file, start);
            }
        }

        return (done, end);
    }

    private static IEnumerable<string> CompleteLines(FileStream stream)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false), false, 1 << 16, leaveOpen: true);
        var line = new StringBuilder();
        var block = new char[1 << 14];
        for (int read; (read = reader.Read(block)) > 0;)
        {
            for (var i = 0; i < read; i++)
            {
                if (block[i] != '\n')
                {
                    line.Append(block[i]);
                    continue;
                }

                yield return line.ToString();
                line.Clear();
            }
        }
    }
}
