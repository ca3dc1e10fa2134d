namespace Arbex.Export.Tests;

public sealed class ExportedFileTests
{
    [Fact]
    public void A_written_file_says_where_it_lies() => Assert.Equal("a.onnx", new ExportedFile("a.onnx", 3).Path);
}
