using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace Arbex.Cli.Predict;

/// <summary>Parquet: one row for each face, or for a picture without one; appears under its name when it is whole.</summary>
internal sealed class ParquetAnswerFile : AnswerFile
{
    private const int RowsInGroup = 20_000;

    private static readonly Type[] Types =
    [
        typeof(string), typeof(long?), typeof(double?), typeof(int?), typeof(string), typeof(double?), typeof(bool?),
        typeof(double?), typeof(double?), typeof(double?), typeof(double?), typeof(double?), typeof(string), typeof(double?),
        typeof(string),
    ];

    private readonly string _path;
    private readonly string _partial;
    private readonly FileStream _stream;
    private readonly ParquetWriter _writer;
    private readonly DataField[] _fields;
    private readonly List<object?>[] _columns;

    public ParquetAnswerFile(string path, IReadOnlyList<string> labels)
    {
        (_path, _partial) = (path, path + ".partial");
        _fields =
        [
            .. AnswerRow.Columns.Zip(Types, (name, type) => new DataField(name, type)),
            .. labels.Select(label => new DataField(label, typeof(double?))),
        ];
        _columns = [.. _fields.Select(_ => new List<object?>())];
        _stream = File.Create(_partial);
        _writer = ParquetWriter.CreateAsync(new ParquetSchema(_fields), _stream).GetAwaiter().GetResult();
    }

    public override void Write(PictureAnswer answer)
    {
        foreach (var row in AnswerRow.Of(answer))
        {
            var values = row.Values();
            for (var i = 0; i < _columns.Length; i++)
            {
                _columns[i].Add(i < values.Count ? values[i] : (double?)row.Face?.Final.Probabilities[i - values.Count]);
            }
        }

        if (_columns[0].Count >= RowsInGroup)
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
        if (_columns[0].Count == 0)
        {
            return;
        }

        using var group = _writer.CreateRowGroup();
        for (var i = 0; i < _fields.Length; i++)
        {
            var values = Array.CreateInstance(_fields[i].ClrNullableIfHasNullsType, _columns[i].Count);
            for (var row = 0; row < values.Length; row++)
            {
                values.SetValue(_columns[i][row], row);
            }

            group.WriteColumnAsync(new DataColumn(_fields[i], values)).GetAwaiter().GetResult();
            _columns[i].Clear();
        }
    }
}
