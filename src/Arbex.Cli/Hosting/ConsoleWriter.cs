namespace Arbex.Cli.Hosting;

/// <summary>
/// Standard output or standard error, which may be a full disk, a terminal that is gone, or closed. Results that cannot be written are
/// an error by name; what cannot be written to standard error is dropped, because there is nowhere left to report it.
/// </summary>
internal sealed class ConsoleWriter : ForwardingWriter
{
    private readonly bool _isError;
    private readonly bool _isClosed;

    /// <param name="inner">The stream of .NET; never used where it is closed.</param>
    /// <param name="isError">Whether it is standard error.</param>
    /// <param name="isClosed">Whether the process started without it.</param>
    public ConsoleWriter(TextWriter inner, bool isError, bool isClosed)
        : base(inner)
    {
        (_isError, _isClosed) = (isError, isClosed);
    }

    public override void Flush() => Guarded(Inner.Flush);

    protected override void Forward(string text) => Guarded(() => Inner.Write(text));

    private void Guarded(Action write)
    {
        if (_isClosed)
        {
            if (!_isError)
            {
                throw new StandardOutputException("it is closed.");
            }

            return;
        }

        try
        {
            write();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            if (!_isError)
            {
                throw new StandardOutputException(refused.Message, refused);
            }
        }
    }
}
