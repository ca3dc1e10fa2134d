namespace Arbex.Inference.Models;

/// <summary>Fetches models from web servers, from the first byte that is missing on.</summary>
internal sealed class HttpsFetch
{
    private const int PieceLength = 64 << 10;

    /// <summary>How long nothing may come.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IModelDownload _web;

    public HttpsFetch(IModelDownload web) => _web = web;

    /// <summary>Adds the missing bytes.</summary>
    /// <exception cref="SourceException">The server does not give them.</exception>
    public async Task FetchAsync(
        ModelEntry entry, HttpsSource source, PartialFile file, IProgress<ModelProgress>? progress,
        CancellationToken cancellation)
    {
        if (source.Address.Scheme != Uri.UriSchemeHttps && !source.Address.IsLoopback)
        {
            throw new SourceException("it is not read, because its address does not start with https.");
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            patience.CancelAfter(Patience);
            var download = await _web.OpenAsync(source.Address, file.Length, patience.Token).ConfigureAwait(false);
            await using (download.ConfigureAwait(false))
            {
                CheckLength(entry, download.Length);
                Continue(file, download.From);
                await CopyAsync(entry, download.Content, file, progress, patience).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SourceException($"nothing came for {Patience.TotalSeconds:f0} s.");
        }
        catch (InvalidDataException wrong)
        {
            file.Restart();
            throw new SourceException($"it gave another file: {wrong.Message}", wrong);
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            throw new SourceException($"{failed.Message} {file.Length} of {entry.Bytes} bytes are here.", failed);
        }
    }

    private static async Task CopyAsync(
        ModelEntry entry, Stream content, PartialFile file, IProgress<ModelProgress>? progress,
        CancellationTokenSource patience)
    {
        var piece = new byte[PieceLength];
        while (true)
        {
            patience.CancelAfter(Patience);
            var count = await content.ReadAsync(piece, patience.Token).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            await file.AppendAsync(piece.AsMemory(0, count), patience.Token).ConfigureAwait(false);
            progress?.Report(new ModelProgress(entry, file.Length));
        }

        if (file.IsIncomplete)
        {
            throw new IOException("The connection ended early.");
        }
    }

    private static void CheckLength(ModelEntry entry, long? length)
    {
        if (length is { } given && given != entry.Bytes)
        {
            throw new InvalidDataException($"It has {given} bytes instead of {entry.Bytes}.");
        }
    }

    /// <summary>Goes to the byte that comes next.</summary>
    private static void Continue(PartialFile file, long from)
    {
        if (from > file.Length)
        {
            throw new InvalidDataException($"It starts at byte {from} instead of {file.Length}.");
        }

        file.Restart(from);
    }
}
