using System.Security.Cryptography;
using Arbex.Files;

namespace Arbex.Inference.Models;

/// <summary>
/// A model that is being fetched: a neighbor of its file under a name drawn at random, which gets the file's name once its SHA-256 is
/// right. What was fetched before an interruption is kept for the next try under a name of its own; another process cannot fetch the same
/// model meanwhile.
/// </summary>
/// <remarks>Nothing is ever written through a name that somebody else may have planted: what an earlier try left is copied.</remarks>
internal sealed class PartialFile : IDisposable
{
    private readonly ModelEntry _entry;
    private readonly string _target;
    private readonly string _kept;
    private readonly FileLock _lock;
    private readonly FileStream _stream;
    private bool _closed;

    /// <summary>Takes over what is there, or starts anew.</summary>
    /// <param name="entry">The model.</param>
    /// <param name="target">Its file.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="ArbexException">Another process is fetching it, a folder stands there, or the place cannot be written to.</exception>
    public PartialFile(ModelEntry entry, string target, TimeProvider time)
    {
        // Part of the hash in the name: what was fetched of another edition is not resumed.
        (_entry, _target, _kept) = (entry, target, $"{target}.{entry.Sha256[..12]}.partial");
        if (Directory.Exists(target))
        {
            throw new ArbexException(
                $"A folder stands at '{target}'. Expected to put the model '{entry.Name}' there. Move the folder away, or set "
                + "XDG_CACHE_HOME to another folder.");
        }

        FileLock? held = null;
        FileStream? stream = null;
        try
        {
            held = FileLock.OfFile(target, () => new ArbexException(
                $"Another 'arbex models pull' is fetching '{target}'. Expected one at a time. Wait for it to end and try again."));
            TemporaryName.RemoveAbandoned(Path.GetDirectoryName(target)!, time);
            stream = TemporaryName.Create(target, FileAccess.ReadWrite);
            TakeOver(stream);
            (_lock, _stream) = (held, stream);
        }
        catch (Exception cause)
        {
            if (stream is not null)
            {
                stream.Dispose();
                File.Delete(stream.Name);
            }

            held?.Dispose();
            if (cause is IOException or UnauthorizedAccessException)
            {
                throw new ArbexException(
                    $"'{target}' cannot be written: {cause.Message} Expected a folder that may be written to. Set XDG_CACHE_HOME to "
                    + "another folder.",
                    cause);
            }

            throw;
        }
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
    /// <exception cref="ArbexException">The name cannot be had.</exception>
    public void Finish()
    {
        try
        {
            _stream.Flush(flushToDisk: true);
            Close(_target);
            Forget();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ArbexException(
                $"'{_target}' cannot be replaced: {cause.Message} Expected to put the model '{_entry.Name}' there. Move what stands there "
                + "away and pull again.",
                cause);
        }
    }

    /// <summary>Leaves nothing behind.</summary>
    public void Discard()
    {
        Close(null);
        Forget();
    }

    /// <summary>Leaves what is here for the next try, unless it is nothing.</summary>
    public void Dispose()
    {
        if (!_closed)
        {
            if (Length > 0)
            {
                Close(_kept);
            }
            else
            {
                Discard();
            }
        }

        _lock.Dispose();
    }

    /// <summary>Copies what an earlier try fetched; a link, a pipe or too long a file is none.</summary>
    private void TakeOver(FileStream stream)
    {
        if (new FileInfo(_kept).LinkTarget is null && SpecialFile.KindOf(_kept) == FileKind.Regular)
        {
            using var earlier = InputFile.Open(_kept, "file");
            if (earlier.Length <= _entry.Bytes)
            {
                earlier.CopyTo(stream);
            }
        }
    }

    /// <summary>Deletes what an earlier try fetched, and the name alone where it is a link.</summary>
    private void Forget()
    {
        if (!Directory.Exists(_kept) || new FileInfo(_kept).LinkTarget is not null)
        {
            File.Delete(_kept);
        }
    }

    /// <summary>Closes the file and gives it a name, which replaces what has it, or none.</summary>
    private void Close(string? name)
    {
        _closed = true;
        _stream.Dispose();
        if (name is null)
        {
            File.Delete(_stream.Name);
            return;
        }

        try
        {
            File.Move(_stream.Name, name, overwrite: true);
        }
        catch
        {
            File.Delete(_stream.Name);
            throw;
        }
    }
}
