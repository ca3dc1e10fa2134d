using Arbex.Files;
using Parquet;
using Parquet.Schema;

namespace Arbex.Cli.Predict;

/// <summary>Parquet: one row for each face, or for a picture without one; appears under its name when it is whole.</summary>
internal sealed class ParquetAnswerFile : AnswerFile
{
    private const int RowsInGroup = 20_000;

    private readonly string _path;
    private readonly AnswerSettings _settings;
    private readonly FileStream _stream;
    private readonly ParquetWriter _writer;
    private readonly IReadOnlyList<ParquetColumn> _columns;
    private int _rows;
    private bool _isFinished;

    public ParquetAnswerFile(string path, AnswerSettings settings, IReadOnlyList<string> labels)
    {
        (_path, _settings) = (Path.GetFullPath(path), settings);
        var columns = AnswerRow.Columns.Zip(AnswerRow.Types, ParquetColumn.Of)
            .Concat(labels.Select(label => ParquetColumn.Of(label, typeof(double))));
        _columns = [.. columns];
        _stream = TemporaryName.Create(_path);
        try
        {
            _writer = ParquetWriter.CreateAsync(new ParquetSchema(_columns.Select(column => column.Field)), _stream)
                .GetAwaiter().GetResult();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override void Write(PictureAnswer answer)
    {
        foreach (var row in AnswerRow.Of(answer))
        {
            var values = row.Values(_settings);
            for (var i = 0; i < _columns.Count; i++)
            {
                _columns[i].Add(i < values.Count ? values[i] : (double?)row.Face?.Final.Probabilities[i - values.Count]);
            }

            _rows++;
        }

        if (_rows >= RowsInGroup)
        {
            Guarded(WriteGroup);
        }
    }

    public override void Finish() => Guarded(() =>
    {
        WriteGroup();
        _writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(_stream.Name, _path, overwrite: true);
        _isFinished = true;
    });

    public override void Dispose()
    {
        var name = _stream.Name;
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // The disk is full, which was said already: the file goes.
        }
        finally
        {
            if (!_isFinished)
            {
                File.Delete(name);
            }
        }
    }

    private void WriteGroup()
    {
        if (_rows == 0)
        {
            return;
        }

        using var group = _writer.CreateRowGroup();
        foreach (var column in _columns)
        {
            column.WriteAsync(group).AsTask().GetAwaiter().GetResult();
        }

        _rows = 0;
    }

    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ArbexException(
                $"Cannot write '{_path}': {refused.Message} A Parquet file is whole or nothing, so nothing is kept. Make room, or pass a name "
                + "that ends in .jsonl or .csv to --output, whose answers can be resumed.", refused);
        }
    }
}
