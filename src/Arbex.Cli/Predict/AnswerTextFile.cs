using System.Text;
using Arbex.Files;

namespace Arbex.Cli.Predict;

/// <summary>A text file of answers, record by record, that can be continued after a break.</summary>
internal abstract class AnswerTextFile : AnswerFile
{
    private const int BufferBytes = 1 << 16;
    private const int LongestRest = 1 << 24;

    private readonly string _path;
    private readonly bool _hasQuotes;
    private readonly AnswerSettings _settings;
    private readonly FileStream _stream;
    private readonly MemoryStream _buffer = new(BufferBytes);
    private readonly AnswerGroups? _before;
    private readonly HashSet<string> _done;
    private long? _markEnd;
    private bool _isBegun;
    private bool _isCutting;
    private bool _isLastWritten;
    private bool _isBroken;

    /// <param name="path">The file.</param>
    /// <param name="resume">Whether to keep what is there; otherwise an existing file is deleted.</param>
    /// <param name="settings">What answers.</param>
    /// <param name="header">First record; null for none.</param>
    protected AnswerTextFile(string path, bool resume, AnswerSettings settings, string? header)
    {
        (_path, _settings, Header, _hasQuotes) = (path, settings, header, header is not null);
        if (!resume)
        {
            File.Delete(path); // another name of the same file keeps its content
        }

        _stream = new FileStream(path, resume ? FileMode.OpenOrCreate : FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 0);
        try
        {
            if (resume)
            {
                _before = Groups(_stream);
                CheckRest(_before);
                _stream.SetLength(_before.End); // a record that a break cut short
            }

            _done = _before?.Done() ?? [];
            _stream.Seek(0, SeekOrigin.End);
            if (header is not null && _stream.Length == 0)
            {
                Add(header);
            }
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>The first record; null for none.</summary>
    protected string? Header { get; }

    /// <inheritdoc/>
    public override bool IsDone(string input) => _done.Contains(input);

    /// <inheritdoc/>
    public override void Finish()
    {
        Guarded(Flush);
        if (_before is { HasFailed: true } || _markEnd is not null)
        {
            _stream.Dispose();
            Guarded(Rewrite);
        }
    }

    /// <summary>Ends the file.</summary>
    public override void Dispose()
    {
        if (_stream.SafeFileHandle.IsClosed)
        {
            return;
        }

        try
        {
            if (!_isBroken)
            {
                Guarded(Flush);
            }
        }
        finally
        {
            _stream.Dispose();
        }
    }

    /// <summary>What a record says of itself.</summary>
    /// <returns>Null where it is no answer.</returns>
    protected abstract AnswerKey? KeyOf(string record);

    /// <summary>Whether bytes behind the last whole record can be a record of this kind that a break cut short.</summary>
    /// <param name="rest">At least one byte.</param>
    /// <param name="isFirst">Whether there is no whole record, not even a header.</param>
    protected abstract bool CanBeCut(ReadOnlySpan<byte> rest, bool isFirst);

    /// <summary>Writes a record.</summary>
    /// <param name="file">The input that it answers.</param>
    /// <param name="line">Its text without an end.</param>
    protected void WriteLine(string file, string line)
    {
        if (!_isBegun)
        {
            _isBegun = true;
            Begin(file);
        }

        _isLastWritten |= file == _before?.Last;
        Add(line);
    }

    private void Add(string line)
    {
        _buffer.Write(Encoding.UTF8.GetBytes(line + "\n"));
        if (_buffer.Length >= BufferBytes)
        {
            Guarded(Flush);
        }
    }

    /// <summary>
    /// Takes care of the last input's records, which may be only a part: they are replaced if its answer comes first. Otherwise they stay, and
    /// an error behind them says so, since only the last input's records are taken for a part without one.
    /// </summary>
    private void Begin(string file)
    {
        if (_before?.Last is not { } last)
        {
            return;
        }

        _isCutting = file == last;
        if (!_isCutting && !_before.IsLastFailed)
        {
            Write(new PictureAnswer { File = last, Error = "The answer may be incomplete: it was the last one when work stopped." });
            Guarded(Flush);
            (_markEnd, _isLastWritten) = (_stream.Length, false);
        }
    }

    private void Flush()
    {
        if (_isCutting && _buffer.Length > 0)
        {
            _stream.SetLength(_before!.LastStart);
            _stream.Seek(0, SeekOrigin.End);
            _isCutting = false;
        }

        if (_buffer.Length > 0)
        {
            _stream.Write(_buffer.GetBuffer(), 0, (int)_buffer.Length);
            _buffer.SetLength(0);
        }
    }

    /// <summary>
    /// Puts answers to what had failed into the places of the errors. Records that were the last, and may be a part, become the last again where
    /// no others took their place.
    /// </summary>
    private void Rewrite()
    {
        var path = FileIdentity.RealPath(_path);
        if (_markEnd is { } end && !_isLastWritten)
        {
            AnswerGroups.MoveToEnd(path, _before!.LastStart, _before.End, end);
        }

        AnswerGroups groups;
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0))
        {
            groups = Groups(stream);
        }

        groups.Rewrite(path);
    }

    private AnswerGroups Groups(Stream stream)
    {
        using var records = AnswerRecord.Read(stream, _hasQuotes).GetEnumerator();
        var begin = 0L;
        if (Header is not null && records.MoveNext())
        {
            begin = records.Current.End;
            if (records.Current.Text != Header)
            {
                throw new ArbexException(
                    $"'{_path}' begins with other columns than the answers of this version and model have. Expected '{Header}'. Continue it "
                    + "with the same model and version, or pass another name to --output.");
            }
        }

        return AnswerGroups.Read(Rest(records), begin, Checked);

        static IEnumerable<AnswerRecord> Rest(IEnumerator<AnswerRecord> records)
        {
            while (records.MoveNext())
            {
                yield return records.Current;
            }
        }
    }

    /// <summary>Refuses to cut off what this program cannot have written.</summary>
    private void CheckRest(AnswerGroups before)
    {
        var length = _stream.Length - before.End;
        if (length == 0)
        {
            return;
        }

        var rest = new byte[Math.Min(length, LongestRest + 1)];
        _stream.Seek(before.End, SeekOrigin.Begin);
        _stream.ReadExactly(rest);
        if (length > LongestRest || !CanBeCut(rest, before.End == 0))
        {
            throw NoAnswer(Encoding.UTF8.GetString(rest, 0, Math.Min(rest.Length, 60)));
        }
    }

    private ArbexException NoAnswer(string text) => new(
        $"'{_path}' has a line that is no answer: {text[..Math.Min(text.Length, 60)]}. Expected a file that 'arbex predict' "
        + "wrote. Pass another name to --output.");

    private AnswerKey Checked(AnswerRecord record)
    {
        var key = KeyOf(record.Text) ?? throw NoAnswer(record.Text);
        if (key.Settings is not { } settings)
        {
            throw new ArbexException(
                $"'{_path}' does not say which model answered, so that answers of two models could be mixed. Expected a file that this version "
                + "of 'arbex predict' began. Pass another name to --output.");
        }

        return _settings.Fits(settings.Model, settings.Options) ? key : throw new ArbexException(
            $"'{_path}' was begun by {settings.Model} with {settings.Options}; now it is {_settings.Model} with {_settings.Options}. Expected "
            + "the same. Pass the model and options that it was begun with, or another name to --output.");
    }

    /// <summary>Names the file where it cannot be written, and says what is kept.</summary>
    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            _isBroken = true;
            throw new ArbexException(
                $"Cannot write '{_path}': {refused.Message} What was written before is kept. Make room, then pass --resume to continue.",
                refused);
        }
    }
}
