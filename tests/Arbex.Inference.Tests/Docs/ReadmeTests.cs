using Arbex.Tests.Docs;

namespace Arbex.Inference.Tests.Docs;

public sealed class ReadmeTests
{
    private const string Fence = "```";

    [Fact]
    public void Every_block_of_code_in_the_packages_readme_is_compiled()
    {
        var compiled = Unindented(File.ReadAllText(
            Path.Combine(Repository.Root, "tests", "Arbex.Inference.Tests", "Docs", "ReadmeCode.cs")));
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "src", "Arbex.Inference", "README.md")).ReplaceLineEndings("\n");
        var blocks = readme.Split($"{Fence}csharp\n").Skip(1).Select(block => block.Split(Fence)[0]).ToArray();
        Assert.InRange(blocks.Length, 6, 20);
        Assert.All(blocks, block => Assert.Contains(Unindented(block), compiled, StringComparison.Ordinal));
    }

    private static string Unindented(string code) =>
        string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()));
}
