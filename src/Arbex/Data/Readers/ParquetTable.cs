using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Arbex.Data.Readers;

/// <summary>Reads a Parquet file as a list of texts, row by row. The only file that knows Parquet.Net.</summary>
/// <remarks>See docs/decisions/0012-parquet-through-parquet-net.md.</remarks>
internal static class ParquetTable
{
    private static readonly ParquetOptions Options = new() { TreatByteArrayAsString = true };

    /// <summary>Reads a file: first a line with the columns' names, numbered 0, then a line for each row, from 1.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DatasetFormatException">It cannot be read, is damaged, or has nested columns.</exception>
    public static IEnumerable<CsvLine> Read(string path)
    {
        using var table = new OpenTable(path);
        yield return new CsvLine(path, 0, [.. table.Fields.Select(field => field.Name)]) { Unit = "row" };
        var number = 0;
        for (var group = 0; group < table.Groups; group++)
        {
            var columns = table.Columns(group);
            for (var row = 0; row < columns[0].Length; row++)
            {
                yield return new CsvLine(path, ++number, Array.ConvertAll(columns, column => column[row])) { Unit = "row" };
            }
        }
    }

    private sealed class OpenTable : IDisposable
    {
        private readonly string _path;
        private readonly FileStream _stream;
        private readonly ParquetReader _reader;

        public OpenTable(string path)
        {
            _path = path;
            (_stream, _reader) = Guarded(path, () =>
            {
                var stream = File.OpenRead(path);
                try
                {
                    return (stream, ParquetReader.CreateAsync(stream, Options).GetAwaiter().GetResult());
                }
                catch
                {
                    stream.Dispose();
                    throw;
                }
            });
            try
            {
                Fields = PlainFields(path, Guarded(path, () => _reader.Schema.Fields));
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public DataField[] Fields { get; }

        public int Groups => _reader.RowGroupCount;

        public string[][] Columns(int group) => Guarded(_path, () =>
        {
            using var reader = _reader.OpenRowGroupReader(group);
            return Array.ConvertAll(Fields, field => Column(reader, field, checked((int)reader.RowCount)));
        });

        public void Dispose()
        {
            _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
            _stream.Dispose();
        }

        private static DataField[] PlainFields(string path, IReadOnlyList<Field> fields)
        {
            var nested = fields.FirstOrDefault(field => field is not DataField { IsArray: false });
            return nested is null && fields.Count > 0
                ? [.. fields.Cast<DataField>()]
                : throw new DatasetFormatException(
                    $"'{path}' has {(nested is null ? "no columns" : $"the nested column '{nested.Name}'")}. Expected plain "
                    + "columns of texts and numbers. Write the table without it.");
        }

        private string[] Column(ParquetRowGroupReader reader, DataField field, int rows)
        {
            if (field.ClrType == typeof(ReadOnlyMemory<char>) || field.ClrType == typeof(string))
            {
                var texts = new string?[rows];
                reader.ReadAsync(field, texts.AsMemory()).AsTask().GetAwaiter().GetResult();
                return Array.ConvertAll(texts, text => text?.Trim() ?? "");
            }

            return field.ClrType switch
            {
                var type when type == typeof(int) => Numbers<int>(reader, field, rows),
                var type when type == typeof(long) => Numbers<long>(reader, field, rows),
                var type when type == typeof(short) => Numbers<short>(reader, field, rows),
                var type when type == typeof(sbyte) => Numbers<sbyte>(reader, field, rows),
                var type when type == typeof(byte) => Numbers<byte>(reader, field, rows),
                var type when type == typeof(ushort) => Numbers<ushort>(reader, field, rows),
                var type when type == typeof(uint) => Numbers<uint>(reader, field, rows),
                var type when type == typeof(ulong) => Numbers<ulong>(reader, field, rows),
                var type when type == typeof(float) => Numbers<float>(reader, field, rows),
                var type when type == typeof(double) => Numbers<double>(reader, field, rows),
                _ => throw new DatasetFormatException(
                    $"'{_path}' has the column '{field.Name}' of the type {field.ClrType.Name}. Expected texts or numbers. Write the "
                    + "table with another type or without the column."),
            };
        }

        private static string[] Numbers<T>(ParquetRowGroupReader reader, DataField field, int rows)
            where T : struct, IFormattable
        {
            if (field.IsNullable)
            {
                var values = new T?[rows];
                reader.ReadAsync(field, values.AsMemory()).AsTask().GetAwaiter().GetResult();
                return Array.ConvertAll(values, value => value is { } number ? Text(number) : "");
            }

            var numbers = new T[rows];
            reader.ReadAsync(field, numbers.AsMemory()).AsTask().GetAwaiter().GetResult();
            return Array.ConvertAll(numbers, Text);
        }

        private static string Text<T>(T number)
            where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);

        /// <summary>A damaged file makes the package throw whatever its parts throw, out-of-memory for absurd sizes included.</summary>
        private static T Guarded<T>(string path, Func<T> read)
        {
            try
            {
                return read();
            }
            catch (Exception cause) when (cause is not DatasetFormatException)
            {
                throw new DatasetFormatException(
                    $"The table '{path}' cannot be read: {cause.Message} Expected a Parquet file. Check that it is complete, or write it "
                    + "again.",
                    cause);
            }
        }
    }
}
