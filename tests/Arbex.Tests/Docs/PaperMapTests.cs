using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Arbex.Imaging;
using Arbex.Networks;
using Arbex.Training;

namespace Arbex.Tests.Docs;

/// <summary>docs/paper-map.md names every item of the paper, and nothing that does not exist.</summary>
public sealed partial class PaperMapTests
{
    private static readonly string[] Statuses = ["exact", "interpreted", "differs", "not yet"];

    private static readonly Type[] Types =
    [
        .. typeof(ArbexNet).Assembly.GetTypes(), .. typeof(ImageResizer).Assembly.GetTypes(),
        .. typeof(PaperMapTests).Assembly.GetTypes(),
    ];

    private static string[][] Items { get; } = Rows("## Equations, tables and figures", 5);

    private static string[][] Readings { get; } = Rows("## Readings", 3);

    [Fact]
    public void Every_equation_table_and_figure_has_one_row_in_order()
    {
        IEnumerable<string> expected =
        [
            .. Enumerable.Range(1, 25).Select(i => $"Eq. {i}"), .. Enumerable.Range(1, 5).Select(i => $"Table {i}"),
            .. Enumerable.Range(1, 7).Select(i => $"Fig. {i}"),
        ];
        Assert.Equal(expected, Items.Select(row => row[0]));
    }

    [Fact]
    public void Every_row_has_a_known_status_and_a_test_unless_it_is_not_yet_done() => Assert.All(Items, row =>
    {
        Assert.Contains(row[4], Statuses);
        Assert.Equal(row[4] == "not yet", row[3] == "-");
        Assert.NotEmpty(Names(row[2]));
    });

    [Fact]
    public void Every_named_file_and_member_exists() => Assert.All(Items, row =>
    {
        Assert.All(Names(row[2]), name => AssertExists(name.File, name.Member, row[0]));
        Assert.All(Names(row[3]), name => AssertExists(name.File, name.Member, row[0]));
    });

    [Fact]
    public void Every_item_that_differs_or_is_interpreted_is_explained()
    {
        var places = string.Join('\n', Readings.Select(row => row[0]));
        foreach (var row in Items.Where(row => row[0].StartsWith("Eq.", StringComparison.Ordinal)
            && row[4] is "differs" or "interpreted"))
        {
            Assert.Matches($@"Eq\. ([0-9, ]*, )?{row[0][4..]}\b", places);
        }
    }

    [Fact]
    public void Every_alternative_is_an_entry_that_a_recipe_accepts_and_that_changes_it()
    {
        foreach (var row in Readings.Where(row => row[2] != "-"))
        {
            var entry = Assert.Single(Quoted().Matches(row[2])).Groups[1].Value.Split(" = ");
            var value = JsonNode.Parse(entry[1]);
            foreach (var member in entry[0].Split('.').Reverse())
            {
                value = new JsonObject { [member] = value };
            }

            var changed = RecipeFile.ToJson(RecipeFile.Parse(value!.ToJsonString(), row[0]));
            Assert.True(changed != RecipeFile.ToJson(new Recipe()), $"{row[0]}: {row[2]} is the default already");
        }
    }

    private static void AssertExists(string file, string member, string where)
    {
        var path = Path.Combine(Repository.Root, file);
        Assert.True(File.Exists(path), $"{where}: there is no file {file}");
        var parts = member.Split('.');
        var last = parts[^1];
        var exists = Types.Any(type => type.Name == parts[0] && (parts.Length == 1 || type.GetMember(
            last, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance).Length > 0));
        // Other test projects are not loaded here: there the name must stand in the file.
        Assert.True(
            exists || (file.StartsWith("tests/", StringComparison.Ordinal)
                && File.ReadAllText(path).Contains($" {last}(", StringComparison.Ordinal)),
            $"{where}: {member} does not exist");
        Assert.True(File.ReadAllText(path).Contains(last, StringComparison.Ordinal), $"{where}: {member} is not in {file}");
    }

    /// <summary>Members with the file that stands before them.</summary>
    private static List<(string File, string Member)> Names(string cell)
    {
        var names = new List<(string, string)>();
        string? file = null;
        foreach (var text in Quoted().Matches(cell).Select(match => match.Groups[1].Value))
        {
            if (text.Contains('/', StringComparison.Ordinal))
            {
                file = text;
            }
            else
            {
                Assert.True(file is not null, $"{text} has no file before it");
                names.Add((file!, text));
            }
        }

        return names;
    }

    private static string[][] Rows(string heading, int columns)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "paper-map.md"));
        return
        [
            .. lines.SkipWhile(line => line != heading).Skip(1)
                .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
                .Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2)
                .Select(line => line.Trim('|', ' ').Split(" | "))
                .Select(cells => cells.Length == columns
                    ? cells
                    : throw new InvalidDataException($"Expected {columns} cells in: {string.Join(" | ", cells)}")),
        ];
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
