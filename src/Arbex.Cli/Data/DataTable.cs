using System.Globalization;
using Spectre.Console;

namespace Arbex.Cli.Data;

/// <summary>Tables of counts.</summary>
internal static class DataTable
{
    /// <summary>A table whose first columns hold words and whose other columns hold numbers.</summary>
    public static Table Of(IEnumerable<string> words, IEnumerable<string> numbers)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var name in words)
        {
            table.AddColumn(new TableColumn(new Text(name)));
        }

        foreach (var name in numbers)
        {
            table.AddColumn(new TableColumn(new Text(name)).RightAligned());
        }

        return table;
    }

    public static void Add(Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(cell)));

    public static string Number(long number) => number.ToString("n0", CultureInfo.InvariantCulture);

    public static string Share(double part, double whole) =>
        whole == 0 ? "-" : (part / whole).ToString("0.0 %", CultureInfo.InvariantCulture);

    public static string Decimal(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
