namespace Arbex.Cli.Hosting;

/// <summary>
/// A stream whose reading ends when the work is stopped, though the other end of a pipe sends nothing. The read that waits is left
/// behind on a thread that does not keep the process alive.
/// </summary>
internal sealed class InterruptibleStream : Stream
{
    private readonly Stream _inner;
    private readonly CancellationToken _cancellation;

    public InterruptibleStream(Stream inner, CancellationToken cancellation) => (_inner, _cancellation) = (inner, cancellation);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = Task.Run(() => _inner.Read(buffer, offset, count), CancellationToken.None);
        Task.WaitAny([read], _cancellation);
        return read.GetAwaiter().GetResult();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_cancellation.IsCancellationRequested)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
