using Arbex.Data;
using Arbex.Data.Readers;

namespace Arbex.Tests.Data.Readers;

public sealed class NumpyScalarTests : IDisposable
{
    private readonly ReaderFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Texts_and_numbers_of_any_usual_type_are_read()
    {
        Assert.Equal("3", Read(ReaderFolder.NumpyText("3")));
        Assert.Equal("-0.25", Read(ReaderFolder.NumpyText("-0.25")));
        Assert.Equal("7", Read(ReaderFolder.Numpy("|S2", "()", (byte)'7', 0)));
        Assert.Equal("3", Read(ReaderFolder.Numpy(">U1", "(1,)", 0, 0, 0, (byte)'3')));
        Assert.Equal("5", Read(ReaderFolder.Numpy("<i4", "(1, 1)", 5, 0, 0, 0)));
        Assert.Equal("-2", Read(ReaderFolder.Numpy(">i2", "()", 0xFF, 0xFE)));
        Assert.Equal("200", Read(ReaderFolder.Numpy("|u1", "()", 200)));
        Assert.Equal("1.5", Read(ReaderFolder.Numpy("<f4", "()", BitConverter.GetBytes(1.5f))));
        Assert.Equal("4", Read(ReaderFolder.Numpy("<f8", "()", BitConverter.GetBytes(4.0))));
    }

    [Fact]
    public void Whatever_is_no_single_value_is_refused()
    {
        var text = ReaderFolder.NumpyText("3");
        Assert.Contains("no NumPy file", Refused([1, 2, 3]), StringComparison.Ordinal);
        Assert.Contains("cut short", Refused(text[..40]), StringComparison.Ordinal);
        Assert.Contains("cut short", Refused(text[..^1]), StringComparison.Ordinal);
        Assert.Contains("(2,)", Refused(ReaderFolder.Numpy("<i4", "(2,)", 1, 0, 0, 0, 1, 0, 0, 0)), StringComparison.Ordinal);
        Assert.Contains("|O", Refused(ReaderFolder.Numpy("|O", "()", 1)), StringComparison.Ordinal);
        Assert.Contains("type i3", Refused(ReaderFolder.Numpy("<i3", "()", 1, 2, 3)), StringComparison.Ordinal);
        Assert.Contains("larger", Refused(new byte[100_000]), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Assert.Throws<DatasetFormatException>(() => NumpyScalar.Read("/nowhere/x.npy")).Message, StringComparison.Ordinal);
    }

    private string Read(byte[] content)
    {
        _folder.Bytes("x.npy", content);
        return NumpyScalar.Read(Path.Combine(_folder.FullName, "x.npy"));
    }

    private string Refused(byte[] content) => Assert.Throws<DatasetFormatException>(() => Read(content)).Message;
}
