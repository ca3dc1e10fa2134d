using System.Globalization;
using Arbex.Files;
using Parquet;
using Parquet.Schema;

namespace Arbex.Data.Readers;

/// <summary>Reads a Parquet file as a list of texts, row by row. The only file that knows Parquet.Net.</summary>
/// <remarks>See docs/decisions/0012-parquet-through-parquet-net.md.</remarks>
internal static class ParquetTable
{
    private static readonly ParquetOptions Options = new() { TreatByteArrayAsString = true };

    /// <summary>Reads the rows of a file, numbered from 1.</summary>
    /// <param name="path">The file.</param>
    /// <param name="choose">
    /// Gets a line with the columns' names, and whether a column can hold numbers; returns the columns to read. The others may be of
    /// any type, and their fields are empty.
    /// </param>
    /// <exception cref="DatasetFormatException">
    /// The file cannot be read or is damaged, or a chosen column has no texts or numbers.
    /// </exception>
    public static IEnumerable<CsvLine> Read(string path, Func<CsvLine, Func<int, bool>, IReadOnlySet<int>> choose)
    {
        using var table = new OpenTable(path);
        var chosen = choose(
            new CsvLine(path, 0, [.. table.Fields.Select(field => field.Name)]) { Unit = "row" },
            column => MayBeNumber(table.Fields[column]));
        var number = 0;
        for (var group = 0; group < table.Groups; group++)
        {
            var columns = table.Columns(group, chosen);
            for (var row = 0; row < (columns.Max(column => column?.Length) ?? 0); row++)
            {
                yield return new CsvLine(path, ++number, Array.ConvertAll(columns, column => column?[row] ?? "")) { Unit = "row" };
            }
        }
    }

    private static bool MayBeNumber(Field field) => field is DataField { IsArray: false } plain
        && plain.ClrType != typeof(bool) && plain.ClrType != typeof(DateTime) && plain.ClrType != typeof(DateOnly)
        && plain.ClrType != typeof(TimeSpan) && plain.ClrType != typeof(TimeOnly) && plain.ClrType != typeof(Guid);

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
                var stream = InputFile.Open(path, "manifest");
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
                Fields = Guarded(path, () => _reader.Schema.Fields);
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public IReadOnlyList<Field> Fields { get; }

        public int Groups => _reader.RowGroupCount;

        public string[]?[] Columns(int group, IReadOnlySet<int> chosen) => Guarded(_path, () =>
        {
            using var reader = _reader.OpenRowGroupReader(group);
            return Fields.Select((field, column) => chosen.Contains(column)
                ? Column(reader, Plain(field), checked((int)reader.RowCount))
                : null).ToArray();
        });

        public void Dispose()
        {
            _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
            _stream.Dispose();
        }

        private DataField Plain(Field field) => field is DataField { IsArray: false } plain
            ? plain
            : throw new DatasetFormatException(
                $"'{_path}' has the nested column '{field.Name}'. Expected a plain column of texts or numbers. Write the table with one.");

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
                var type when type == typeof(decimal) => Numbers<decimal>(reader, field, rows),
                var type when type == typeof(bool) => Truths(reader, field, rows),
                _ => throw new DatasetFormatException(
                    $"'{_path}' has the column '{field.Name}' of the type {field.ClrType.Name}. Expected texts or numbers. Write the "
                    + "table with another type or without the column."),
            };
        }

        private static string[] Truths(ParquetRowGroupReader reader, DataField field, int rows)
        {
            if (field.IsNullable)
            {
                var values = new bool?[rows];
                reader.ReadAsync(field, values.AsMemory()).AsTask().GetAwaiter().GetResult();
                return Array.ConvertAll(values, value => value switch { true => "true", false => "false", null => "" });
            }

            var truths = new bool[rows];
            reader.ReadAsync(field, truths.AsMemory()).AsTask().GetAwaiter().GetResult();
            return Array.ConvertAll(truths, truth => truth ? "true" : "false");
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
            catch (Exception cause) when (cause is not ArbexException)
            {
                throw new DatasetFormatException(
                    $"The table '{path}' cannot be read: {cause.Message} Expected a Parquet file. Check that it is complete, or write it "
                    + "again.",
                    cause);
            }
        }
    }
}
