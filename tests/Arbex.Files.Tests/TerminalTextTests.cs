namespace Arbex.Files.Tests;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain Größe 表 😀", "plain Größe 表 😀")]
    [InlineData("\u001b]0;owned\u0007", "\\u001b]0;owned\\u0007")]
    [InlineData("\u009b31m", "\\u009b31m")]
    [InlineData("a\u202egnp.exe", "a\\u202egnp.exe")]
    [InlineData("a\nb", "a\\u000ab")]
    public void What_a_terminal_would_obey_is_shown(string text, string shown) => Assert.Equal(shown, TerminalText.Escaped(text));

    [Fact]
    public void Lines_stay_where_they_are_wanted() => Assert.Equal("a\nb\\u0008", TerminalText.Escaped("a\nb\b", keepLines: true));
}
