using Parquet;
using Parquet.Schema;

namespace Arbex.Cli.Predict;

/// <summary>Parquet: one row for each face, or for a picture without one; appears under its name when it is whole.</summary>
internal sealed class ParquetAnswerFile : AnswerFile
{
    private const int RowsInGroup = 20_000;

    private readonly string _path;
    private readonly string _partial;
    private readonly FileStream _stream;
    private readonly ParquetWriter _writer;
    private readonly IReadOnlyList<ParquetColumn> _columns;
    private int _rows;

    public ParquetAnswerFile(string path, IReadOnlyList<string> labels)
    {
        (_path, _partial) = (path, path + ".partial");
        var columns = AnswerRow.Columns.Zip(AnswerRow.Types, ParquetColumn.Of)
            .Concat(labels.Select(label => ParquetColumn.Of(label, typeof(double))));
        _columns = [.. columns];
        _stream = File.Create(_partial);
        _writer = ParquetWriter.CreateAsync(new ParquetSchema(_columns.Select(column => column.Field)), _stream)
            .GetAwaiter().GetResult();
    }

    public override void Write(PictureAnswer answer)
    {
        foreach (var row in AnswerRow.Of(answer))
        {
            var values = row.Values();
            for (var i = 0; i < _columns.Count; i++)
            {
                _columns[i].Add(i < values.Count ? values[i] : (double?)row.Face?.Final.Probabilities[i - values.Count]);
            }

            _rows++;
        }

        if (_rows >= RowsInGroup)
        {
            WriteGroup();
        }
    }

    public override void Finish()
    {
        WriteGroup();
        _writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _stream.Dispose();
        File.Move(_partial, _path, overwrite: true);
    }

    public override void Dispose()
    {
        _stream.Dispose();
        File.Delete(_partial);
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
}
