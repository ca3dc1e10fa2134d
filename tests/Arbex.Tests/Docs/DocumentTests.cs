using System.Text.RegularExpressions;

namespace Arbex.Tests.Docs;

/// <summary>Documents point to what exists, and decisions are numbered without gaps.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents() =>
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_relative_link_leads_somewhere(string document)
    {
        var path = Path.Combine(Repository.Root, document);
        foreach (var target in Links().Matches(File.ReadAllText(path)).Select(match => match.Groups[1].Value))
        {
            if (!target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'))
            {
                var file = Path.Combine(Path.GetDirectoryName(path)!, target.Split('#')[0]);
                Assert.True(File.Exists(file) || Directory.Exists(file), $"{document} links to {target}");
            }
        }
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps_and_have_a_status()
    {
        var decisions = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "decisions"), "*.md")
            .Order(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < decisions.Length; i++)
        {
            Assert.StartsWith($"{i + 1:d4}-", Path.GetFileName(decisions[i]), StringComparison.Ordinal);
            var text = File.ReadAllText(decisions[i]);
            Assert.StartsWith($"# {i + 1:d4} ", text, StringComparison.Ordinal);
            Assert.Matches(@"\nStatus: (proposed|accepted|superseded by \d{4})\n", text);
            Assert.All(["Context", "Options", "Decision", "Consequences"], part => Assert.Contains($"\n## {part}\n", text, StringComparison.Ordinal));
        }
    }

    /// <summary>Sources point at decisions by number.</summary>
    [Fact]
    public void Every_decision_that_a_source_names_exists()
    {
        var numbers = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "decisions"))
            .Select(path => Path.GetFileName(path)[..4]).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".targets"))
        {
            Assert.All(
                Decisions().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value),
                number => Assert.True(numbers.Contains(number), $"{file} names decision {number}"));
        }
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"docs/decisions/(\d{4})")]
    private static partial Regex Decisions();
}
