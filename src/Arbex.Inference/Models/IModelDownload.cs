namespace Arbex.Inference.Models;

/// <summary>Reads files from web servers.</summary>
public interface IModelDownload
{
    /// <summary>Opens a file.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="from">The first byte that is wanted; a server may send the whole file all the same.</param>
    /// <param name="cancellation">Ends the call early.</param>
    /// <exception cref="HttpRequestException">The server cannot be reached, or refuses.</exception>
    Task<Download> OpenAsync(Uri address, long from, CancellationToken cancellation = default);
}

/// <summary>A file that is being downloaded.</summary>
/// <param name="Content">What comes; disposed with this.</param>
/// <param name="From">The file's byte that comes first.</param>
/// <param name="Length">Bytes of the whole file; null where the server does not say.</param>
public sealed record Download(Stream Content, long From, long? Length) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
