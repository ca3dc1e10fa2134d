using System.Security.Cryptography;

namespace Arbex.Inference.Models;

/// <summary>A model that is being fetched: a neighbour of its file, which gets the file's name once its SHA-256 is
/// right. What was fetched before an interruption stays for the next try; another process cannot fetch the same model
/// meanwhile.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly ModelEntry _entry;
    private readonly string _target;
    private readonly string _path;
    private readonly FileStream _stream;
    private bool _closed;

    /// <summary>Opens what is there, or starts anew.</summary>
    /// <exception cref="ArbexException">Another process is fetching it, or the folder cannot be written to.</exception>
    public PartialFile(ModelEntry entry, string target)
    {
        // Part of the hash in the name: what was fetched of another edition is not continued.
        (_entry, _target, _path) = (entry, target, $"{target}.{entry.Sha256[..12]}.partial");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            _stream = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ArbexException(
                $"'{_path}' cannot be written: {cause.Message} Expected a folder that may be written to, and no other "
                + "'arbex models pull' of the same model. Wait for the other one, or set XDG_CACHE_HOME to another "
                + "folder.",
                cause);
        }

        if (_stream.Length > entry.Bytes)
        {
            _stream.SetLength(0);
        }

        _stream.Position = _stream.Length;
    }

    /// <summary>Bytes that are here.</summary>
    public long Length => _stream.Length;

    /// <summary>Whether bytes are missing.</summary>
    public bool IsIncomplete => Length < _entry.Bytes;

    /// <summary>Goes back to a byte; what came after it is dropped.</summary>
    public void Restart(long from = 0) => _stream.SetLength(from);

    /// <summary>Adds bytes.</summary>
    /// <exception cref="InvalidDataException">They would be more than the model has.</exception>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (Length + bytes.Length > _entry.Bytes)
        {
            throw new InvalidDataException($"It has more than {_entry.Bytes} bytes.");
        }

        _stream.Position = _stream.Length;
        await _stream.WriteAsync(bytes, cancellation).ConfigureAwait(false);
    }

    /// <summary>Where an archive's file is unpacked to; must be empty.</summary>
    public Stream Content => _stream;

    /// <summary>SHA-256 of what is here.</summary>
    public async Task<string> HashAsync(CancellationToken cancellation)
    {
        _stream.Position = 0;
        return ModelStore.Hexadecimal(await SHA256.HashDataAsync(_stream, cancellation).ConfigureAwait(false));
    }

    /// <summary>Gives the file its name.</summary>
    public void Finish()
    {
        _stream.Flush(flushToDisk: true);
        Close();
        File.Move(_path, _target, overwrite: true);
    }

    /// <summary>Leaves nothing behind.</summary>
    public void Discard()
    {
        Close();
        File.Delete(_path);
    }

    /// <summary>Leaves what is here for the next try, unless it is nothing.</summary>
    public void Dispose()
    {
        if (!_closed)
        {
            var isEmpty = Length == 0;
            Close();
            if (isEmpty)
            {
                File.Delete(_path);
            }
        }
    }

    private void Close()
    {
        _closed = true;
        _stream.Dispose();
    }
}
