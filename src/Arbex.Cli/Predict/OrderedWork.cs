namespace Arbex.Cli.Predict;

/// <summary>Works on several items at once and hands the results out in the items' order, a few ahead at most.</summary>
internal static class OrderedWork
{
    /// <param name="items">Read by one thread, as far ahead as is worked on.</param>
    /// <param name="work">Called by several threads.</param>
    /// <param name="workers">How many; fewer where items are large.</param>
    /// <param name="bytes">Memory that an item takes until its result was handed out.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static IEnumerable<TResult> Run<TItem, TResult>(
        IEnumerable<TItem> items, Func<TItem, TResult> work, int workers, Func<TItem, long> bytes, CancellationToken cancellation)
    {
        var running = new Queue<(Task<TResult> Task, long Bytes)>();
        var memory = new WorkMemory(workers);
        try
        {
            foreach (var item in items)
            {
                cancellation.ThrowIfCancellationRequested();
                var size = bytes(item);
                while (running.Count > workers || (running.Count > 0 && !memory.HasRoomFor(size)))
                {
                    yield return Next();
                }

                memory.Take(size);
                running.Enqueue((Task.Run(() => work(item), cancellation), size));
            }

            while (running.Count > 0)
            {
                yield return Next();
            }
        }
        finally
        {
            // Nothing may go on with models that the caller is about to dispose of.
            Task.WhenAll(running.Select(entry => entry.Task)).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Wait(CancellationToken.None);
        }

        TResult Next()
        {
            var (task, size) = running.Dequeue();
            memory.GiveBack(size);
            return task.GetAwaiter().GetResult();
        }
    }
}
