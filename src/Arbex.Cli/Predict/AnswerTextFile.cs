using System.Text;
using Arbex.Files;

namespace Arbex.Cli.Predict;

/// <summary>A text file of answers, record by record, that can be continued after a break.</summary>
internal abstract class AnswerTextFile : AnswerFile
{
    private const int BufferBytes = 1 << 16;

    private readonly string _path;
    private readonly bool _hasQuotes;
    private readonly AnswerSettings _settings;
    private readonly string? _header;
    private readonly FileStream _stream;
    private readonly MemoryStream _buffer = new(BufferBytes);
    private readonly AnswerGroups? _before;
    private readonly HashSet<string> _done;
    private byte[]? _lastRecords;
    private bool _isBegun;
    private bool _isBroken;
    private volatile bool _lastIsWanted;

    /// <param name="path">The file.</param>
    /// <param name="resume">Whether to keep what is there; otherwise an existing file is deleted.</param>
    /// <param name="settings">What answers.</param>
    /// <param name="header">First record; null for none.</param>
    protected AnswerTextFile(string path, bool resume, AnswerSettings settings, string? header)
    {
        (_path, _settings, _header, _hasQuotes) = (path, settings, header, header is not null);
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
                _stream.SetLength(_before.End); // a record that a break cut short
            }

            _done = _before?.Done() ?? [];
            if (_before?.Last is null)
            {
                Begin();
                if (header is not null && _stream.Length == 0)
                {
                    WriteLine(header);
                }
            }
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override bool IsDone(string input)
    {
        _lastIsWanted |= input == _before?.Last;
        return _done.Contains(input);
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        Guarded(Flush);
        RestoreLast();
        if (_before is { HasFailed: true })
        {
            _stream.Dispose();
            Guarded(Rewrite);
        }
    }

    /// <summary>Ends the file; the answers of the last input before stay where nobody asked for it again.</summary>
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
                RestoreLast();
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

    /// <summary>Writes a record.</summary>
    protected void WriteLine(string line)
    {
        if (!_isBegun)
        {
            Guarded(() =>
            {
                _lastRecords = new byte[_before!.End - _before.LastStart];
                _stream.Seek(_before.LastStart, SeekOrigin.Begin);
                _stream.ReadExactly(_lastRecords);
                Begin();
            });
        }

        _buffer.Write(Encoding.UTF8.GetBytes(line + "\n"));
        if (_buffer.Length >= BufferBytes)
        {
            Guarded(Flush);
        }
    }

    /// <summary>Cuts the last input's records off, once there is something to write.</summary>
    private void Begin()
    {
        _stream.SetLength(_before?.LastStart ?? 0);
        _stream.Seek(0, SeekOrigin.End);
        _isBegun = true;
    }

    private void Flush()
    {
        if (_buffer.Length > 0)
        {
            _stream.Write(_buffer.GetBuffer(), 0, (int)_buffer.Length);
            _buffer.SetLength(0);
        }
    }

    private void RestoreLast()
    {
        if (_lastRecords is { } records && !_lastIsWanted)
        {
            Guarded(() => _stream.Write(records));
            _lastRecords = null;
        }
    }

    /// <summary>Puts answers to what had failed into the places of the errors.</summary>
    private void Rewrite()
    {
        var path = FileIdentity.RealPath(_path);
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
        if (_header is not null && records.MoveNext())
        {
            begin = records.Current.End;
            if (records.Current.Text != _header)
            {
                throw new ArbexException(
                    $"'{_path}' begins with other columns than the answers of this version and model have. Expected '{_header}'. Continue it "
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

    private AnswerKey Checked(AnswerRecord record)
    {
        var key = KeyOf(record.Text) ?? throw new ArbexException(
            $"'{_path}' has a line that is no answer: {record.Text[..Math.Min(record.Text.Length, 60)]}. Expected a file that 'arbex predict' "
            + "wrote. Pass another name to --output.");
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
