using Parquet;
using Parquet.Schema;

namespace Arbex.Cli.Predict;

/// <summary>A column of a Parquet file while its rows are gathered; any value may be missing.</summary>
internal abstract class ParquetColumn
{
    public abstract DataField Field { get; }

    /// <summary>Makes a column for values of a type: string, long, int, double or bool.</summary>
    public static ParquetColumn Of(string name, Type type) =>
        type == typeof(string) ? new Texts(name)
        : type == typeof(long) ? new Values<long>(name)
        : type == typeof(int) ? new Values<int>(name)
        : type == typeof(bool) ? new Values<bool>(name)
        : new Values<double>(name);

    public abstract void Add(object? value);

    /// <summary>Writes the rows and forgets them.</summary>
    public abstract ValueTask WriteAsync(ParquetRowGroupWriter group);

    private sealed class Texts(string name) : ParquetColumn
    {
        private readonly List<string?> _rows = [];

        public override DataField Field { get; } = new(name, typeof(string));

        public override void Add(object? value) => _rows.Add((string?)value);

        public override async ValueTask WriteAsync(ParquetRowGroupWriter group)
        {
            await group.WriteAsync(Field, _rows!).ConfigureAwait(false);
            _rows.Clear();
        }
    }

    private sealed class Values<T>(string name) : ParquetColumn
        where T : struct
    {
        private readonly List<T?> _rows = [];

        public override DataField Field { get; } = new(name, typeof(T?));

        public override void Add(object? value) => _rows.Add((T?)value);

        public override async ValueTask WriteAsync(ParquetRowGroupWriter group)
        {
            await group.WriteAsync<T>(Field, _rows.ToArray().AsMemory()).ConfigureAwait(false);
            _rows.Clear();
        }
    }
}
