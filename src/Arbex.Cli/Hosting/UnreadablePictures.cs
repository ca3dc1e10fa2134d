using System.Collections.Concurrent;

namespace Arbex.Cli.Hosting;

/// <summary>Names each picture that cannot be read once, however many epochs stumble over it.</summary>
internal sealed class UnreadablePictures
{
    private readonly CommandHost _host;
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    public UnreadablePictures(CommandHost host) => _host = host;

    public int Count => _told.Count;

    /// <summary>The callback for the library; null where --strict lets the error through.</summary>
    public Action<string>? Callback(bool strict) => strict ? null : Tell;

    private void Tell(string message)
    {
        if (_told.TryAdd(message, true))
        {
            _host.Warn($"{message} (skipped)");
        }
    }
}
