using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Arbex.Inference.Tests.Models;

/// <summary>A web server on this machine with one file; it can break off, ignore ranges, or refuse.</summary>
internal sealed class TestServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly byte[] _content;
    private bool _isClosed;

    public TestServer(byte[] content)
    {
        _content = content;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/model.onnx");
        _ = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>Bytes after which the connection is cut; null for none.</summary>
    public int? BreakAfter { get; set; }

    public bool KnowsRanges { get; set; } = true;

    /// <summary>What is answered instead of the file, such as "404 Not Found".</summary>
    public string? Refusal { get; set; }

    /// <summary>Whether to send the file without saying how long it is.</summary>
    public bool HidesLength { get; set; }

    /// <summary>The first byte that each request asked for.</summary>
    public List<long> Requests { get; } = [];

    /// <summary>Goes away; connections to it are refused from then on.</summary>
    public void Dispose()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            _closing.Cancel();
            _listener.Dispose();
            _closing.Dispose();
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        try
        {
            var from = await ReadRequestAsync(stream);
            Requests.Add(from);
            from = KnowsRanges ? from : 0;
            var status = Refusal ?? (from > 0 ? "206 Partial Content" : "200 OK");
            var body = Refusal is null ? _content[(int)from..] : [];
            var headers = new StringBuilder($"HTTP/1.1 {status}\r\nConnection: close\r\n");
            if (!HidesLength)
            {
                headers.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
            }

            if (from > 0)
            {
                headers.Append(
                    CultureInfo.InvariantCulture,
                    $"Content-Range: bytes {from}-{_content.Length - 1}/{_content.Length}\r\n");
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{headers}\r\n"), _closing.Token);
            await stream.WriteAsync(body.AsMemory(0, Math.Min(body.Length, BreakAfter ?? int.MaxValue)), _closing.Token);
        }
        catch (IOException)
        {
            // The client has seen enough.
        }
    }

    private async Task<long> ReadRequestAsync(NetworkStream stream)
    {
        var from = 0L;
        using var reader = new StreamReader(stream, leaveOpen: true);
        while (await reader.ReadLineAsync(_closing.Token) is { Length: > 0 } line)
        {
            if (line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
            {
                from = long.Parse(line["Range: bytes=".Length..^1], CultureInfo.InvariantCulture);
            }
        }

        return from;
    }
}
