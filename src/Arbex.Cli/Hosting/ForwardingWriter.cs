using System.Text;

namespace Arbex.Cli.Hosting;

/// <summary>Hands everything that is written to one method.</summary>
internal abstract class ForwardingWriter : TextWriter
{
    protected ForwardingWriter(TextWriter inner) => Inner = inner;

    public override Encoding Encoding => Inner.Encoding;

    protected TextWriter Inner { get; }

    public override void Write(char value) => Forward(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Forward(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Forward(buffer.ToString());

    public override void Write(string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Forward(value);
        }
    }

    public override void Flush() => Inner.Flush();

    protected abstract void Forward(string text);
}
