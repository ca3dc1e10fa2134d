using System.Runtime.CompilerServices;

namespace Arbex.Inference;

/// <summary>Computes what a source gives, several at once, and hands the results out in the source's order.</summary>
internal static class OrderedStream
{
    /// <summary>Computes a stream.</summary>
    /// <typeparam name="TItem">What the source gives.</typeparam>
    /// <typeparam name="TResult">What is made of it.</typeparam>
    /// <param name="source">The source; asked for no more than what is computed, or waits to be handed out, at once.</param>
    /// <param name="compute">Makes one result; called on the thread pool.</param>
    /// <param name="most">Results that are under way at once, at least 1.</param>
    /// <param name="cancellation">Ends the stream early.</param>
    public static async IAsyncEnumerable<TResult> Select<TItem, TResult>(
        IAsyncEnumerable<TItem> source, Func<TItem, CancellationToken, TResult> compute, int most,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reader = source.GetAsyncEnumerator(ended.Token);
        var running = new Queue<Task<TResult>>(most);
        Task<bool>? next = null;
        try
        {
            for (var more = true; more || running.Count > 0;)
            {
                cancellation.ThrowIfCancellationRequested();
                next ??= more && running.Count < most ? reader.MoveNextAsync().AsTask() : null;
                if (IsDue(running, next))
                {
                    yield return await running.Dequeue().ConfigureAwait(false);
                }
                else if (running.Count == 0 || next!.IsCompleted)
                {
                    more = await next!.ConfigureAwait(false);
                    next = null;
                    if (more)
                    {
                        var item = reader.Current;
                        running.Enqueue(Task.Run(() => compute(item, ended.Token), ended.Token));
                    }
                }
                else
                {
                    await Task.WhenAny(next, running.Peek()).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            // Whoever stops reading in the middle must not leave calls behind that use what he is about to dispose of; nor may a
            // source be disposed of that is still asked for its next item.
            await ended.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await (next ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await reader.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Whether the first result goes out before anything else happens. An item that has come is taken first, so that
    /// nothing idles while results are handed out; one that failed to come shows only after all results before it.</summary>
    private static bool IsDue<TResult>(Queue<Task<TResult>> running, Task<bool>? next) =>
        running.Count > 0 && (next is null or { IsFaulted: true } or { IsCanceled: true }
            || (!next.IsCompleted && running.Peek().IsCompleted));
}
