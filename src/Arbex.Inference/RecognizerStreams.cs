using System.Runtime.CompilerServices;
using Arbex.Imaging;

namespace Arbex.Inference;

/// <summary>Streams of pictures through a recognizer.</summary>
public static class RecognizerStreams
{
    /// <summary>Recognises pictures as they come, several at once, and answers in their order.</summary>
    /// <typeparam name="T">What goes along with each picture, such as its path.</typeparam>
    /// <param name="recognizer">The recognizer.</param>
    /// <param name="pictures">The pictures; read no further ahead than is computed at once.</param>
    /// <param name="workers">Pictures that are computed at once, at least 1; 0 for one a processor.</param>
    /// <param name="cancellation">Ends the stream early.</param>
    /// <exception cref="ArbexException">A model does not answer with numbers.</exception>
    public static async IAsyncEnumerable<(T Item, PictureExpressions Answer)> RecognizeAsync<T>(
        this ExpressionRecognizer recognizer, IAsyncEnumerable<(T Item, ImageBuffer Picture)> pictures, int workers = 0,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentOutOfRangeException.ThrowIfNegative(workers);
        var most = workers == 0 ? Environment.ProcessorCount : workers;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = new Queue<Task<(T, PictureExpressions)>>(most);
        try
        {
            await foreach (var (item, picture) in pictures.WithCancellation(cancellation).ConfigureAwait(false))
            {
                if (running.Count == most)
                {
                    yield return await running.Dequeue().ConfigureAwait(false);
                }

                running.Enqueue(Task.Run(() => (item, recognizer.Recognize(picture, ended.Token)), ended.Token));
            }

            while (running.Count > 0)
            {
                yield return await running.Dequeue().ConfigureAwait(false);
            }
        }
        finally
        {
            // Whoever stops reading in the middle must not leave calls behind that use a recognizer he is about to dispose of.
            await ended.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
