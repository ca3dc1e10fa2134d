namespace Arbex.Files.Tests;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("a,b")]
    [InlineData("a\"b")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("\n")]
    [InlineData("a\r\nb")]
    [InlineData("\u2028\u2029\u0085\f\v")]
    [InlineData(" @a ")]
    [InlineData("=1+1")]
    public void Every_text_comes_back_from_its_field(string text)
    {
        Assert.Equal([text, "", text], CsvText.Fields(CsvText.Record([text, null, text]))!);
    }

    [Fact]
    public void Only_what_must_be_quoted_is()
    {
        Assert.Equal("a b,\"c,d\",\"e\"\"f\",\"g\nh\",", CsvText.Record(["a b", "c,d", "e\"f", "g\nh", null]));
    }

    [Theory]
    [InlineData("\"not closed")]
    [InlineData("\"closed\" and more")]
    [InlineData("\"")]
    public void What_is_no_record_has_no_fields(string record) => Assert.Null(CsvText.Fields(record));
}
