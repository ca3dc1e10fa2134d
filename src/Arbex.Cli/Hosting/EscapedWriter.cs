namespace Arbex.Cli.Hosting;

/// <summary>Text for people that is written past the console's own drawing: nothing in it is obeyed by a terminal.</summary>
internal sealed class EscapedWriter : ForwardingWriter
{
    public EscapedWriter(TextWriter inner)
        : base(inner)
    {
    }

    protected override void Forward(string text) => Inner.Write(ShownText.Escaped(text));
}
