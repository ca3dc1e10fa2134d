namespace Arbex.Cli.Tests;

/// <summary>A clock that presses Ctrl+C when it is read and it is time; it is told how often it was read
/// before.</summary>
internal sealed class StoppingClock(Func<int, bool> isTime) : TimeProvider, IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private int _reads;

    public CancellationToken Token => _source.Token;

    public override long GetTimestamp()
    {
        if (isTime(_reads++))
        {
            _source.Cancel();
        }

        return base.GetTimestamp();
    }

    public void Dispose() => _source.Dispose();
}
