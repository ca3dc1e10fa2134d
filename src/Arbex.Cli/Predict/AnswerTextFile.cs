using System.Text;

namespace Arbex.Cli.Predict;

/// <summary>A text file of answers, line by line, that can be gone on with after a break.</summary>
internal abstract class AnswerTextFile : AnswerFile
{
    private readonly FileStream _stream;
    private readonly StreamWriter _writer;
    private readonly Answered _before;
    private byte[]? _lastLines;
    private bool _isBegun;
    private volatile bool _lastIsAsked;

    /// <param name="path">The file.</param>
    /// <param name="resume">Whether to keep what is there.</param>
    /// <param name="header">First line; null for none.</param>
    /// <param name="fileOf">Reads the input from a line; null where the line is none.</param>
    protected AnswerTextFile(string path, bool resume, string? header, Func<string, string?> fileOf)
    {
        _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        _before = resume ? ReadDone(_stream, header, fileOf, path) : new Answered([], null, 0, 0);
        _writer = new StreamWriter(_stream, new UTF8Encoding(false), bufferSize: 1 << 16);
        if (_before.Last is null)
        {
            Begin();
            if (_before.End == 0 && header is not null)
            {
                _writer.Write(header + "\n");
            }
        }
    }

    /// <inheritdoc/>
    public override bool IsDone(string input)
    {
        _lastIsAsked |= input == _before.Last;
        return _before.Done.Contains(input);
    }

    /// <summary>Ends the file; the answers of the last input before stay where nobody asked for it again.</summary>
    public override void Dispose()
    {
        if (_lastLines is not null && !_lastIsAsked)
        {
            _writer.Flush();
            _stream.Write(_lastLines);
        }

        _writer.Dispose();
        _stream.Dispose();
    }

    protected void WriteLine(string line)
    {
        if (!_isBegun)
        {
            _lastLines = new byte[_before.Whole - _before.End];
            _stream.Seek(_before.End, SeekOrigin.Begin);
            _stream.ReadExactly(_lastLines);
            Begin();
        }

        _writer.Write(line + "\n");
    }

    /// <summary>Cuts the last input's lines off, once there is something to write.</summary>
    private void Begin()
    {
        _stream.SetLength(_before.End);
        _stream.Seek(0, SeekOrigin.End);
        _isBegun = true;
    }

    /// <summary>
    /// Finds what is answered. The last input may be answered in part (a clip has many lines, and a break may cut a line), so
    /// it is asked for again, and its lines go.
    /// </summary>
    private static Answered ReadDone(FileStream stream, string? header, Func<string, string?> fileOf, string path)
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

        return new Answered(done, last, last is null ? position : end, position);
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

    /// <summary>What stands in the file.</summary>
    /// <param name="Done">Inputs that are answered for certain.</param>
    /// <param name="Last">The last one; null where there is none.</param>
    /// <param name="End">Where its lines begin.</param>
    /// <param name="Whole">Where the last complete line ends.</param>
    private sealed record Answered(HashSet<string> Done, string? Last, long End, long Whole);
}
