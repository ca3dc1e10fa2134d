namespace Arbex.Cli.Predict;

/// <summary>Works on several items at once and hands the results out in the items' order, a few ahead at most.</summary>
internal static class OrderedWork
{
    /// <param name="items">Read by one thread, as far ahead as is worked on.</param>
    /// <param name="work">Called by several threads.</param>
    /// <param name="workers">How many.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static IEnumerable<TResult> Run<TItem, TResult>(
        IEnumerable<TItem> items, Func<TItem, TResult> work, int workers, CancellationToken cancellation)
    {
        var running = new Queue<Task<TResult>>();
        try
        {
            foreach (var item in items)
            {
                cancellation.ThrowIfCancellationRequested();
                if (running.Count > workers)
                {
                    yield return running.Dequeue().GetAwaiter().GetResult();
                }

                running.Enqueue(Task.Run(() => work(item), cancellation));
            }

            while (running.Count > 0)
            {
                yield return running.Dequeue().GetAwaiter().GetResult();
            }
        }
        finally
        {
            // Nothing may go on with models that the caller is about to dispose of.
            Task.WhenAll(running).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Wait(CancellationToken.None);
        }
    }
}
