namespace Arbex.Inference.Models;

/// <summary>Reads another stream up to a number of bytes, so that what unpacks to more than it should ends in an
/// error.</summary>
internal sealed class BoundedStream : Stream
{
    private readonly Stream _content;
    private readonly long _most;
    private long _read;

    /// <param name="content">What is read; disposed with this.</param>
    /// <param name="most">Bytes that may be read.</param>
    public BoundedStream(Stream content, long most) => (_content, _most) = (content, most);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Counted(_content.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Counted(_content.Read(buffer));

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(await _content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Counted(int count)
    {
        _read += count;
        return _read <= _most ? count : throw new InvalidDataException($"It unpacks to more than {_most} bytes.");
    }
}
