using System.Net;
using System.Net.Http.Headers;

namespace Arbex.Inference.Models;

/// <summary>Reads files with HTTP, through the system's proxy settings.</summary>
/// <threadsafety>Any number of threads may use it at once.</threadsafety>
public sealed class HttpModelDownload : IModelDownload, IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);

    // Sources redirect to storage; redirects from https to http are not followed.
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        ConnectTimeout = ConnectTimeout,
        MaxAutomaticRedirections = 5,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan, // whoever reads gives up when nothing comes
    };

    /// <inheritdoc/>
    public async Task<Download> OpenAsync(Uri address, long from, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        var answer = await SendAsync(address, from, cancellation).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && from > 0)
        {
            answer.Dispose();
            answer = await SendAsync(address, from: 0, cancellation).ConfigureAwait(false);
        }

        try
        {
            answer.EnsureSuccessStatusCode();
            // Whoever disposes this stream gives the connection back.
            var content = await answer.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            var headers = answer.Content.Headers;
            return answer.StatusCode == HttpStatusCode.PartialContent
                ? new Download(content, headers.ContentRange?.From ?? from, headers.ContentRange?.Length)
                : new Download(content, From: 0, headers.ContentLength);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(Uri address, long from, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue(new ProductHeaderValue("arbex")));
        if (from > 0)
        {
            request.Headers.Range = new RangeHeaderValue(from, to: null);
        }

        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation)
            .ConfigureAwait(false);
    }
}
