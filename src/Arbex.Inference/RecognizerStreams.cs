using Arbex.Imaging;

namespace Arbex.Inference;

/// <summary>Streams of pictures through a recognizer.</summary>
public static class RecognizerStreams
{
    /// <summary>Recognises pictures as they come, several at once, and answers in their order: each as soon as it and those before
    /// it are known, without waiting for further pictures.</summary>
    /// <remarks>When the stream is left, the source is cancelled by its own token, waited for, and disposed of.</remarks>
    /// <typeparam name="T">What goes along with each picture, such as its path.</typeparam>
    /// <param name="recognizer">The recognizer.</param>
    /// <param name="pictures">The pictures; read no further ahead than is computed at once. What goes wrong with them shows after
    /// the answers to those before.</param>
    /// <param name="workers">Pictures that are computed at once, at least 1; 0 for one a processor.</param>
    /// <param name="cancellation">Ends the stream early.</param>
    /// <exception cref="ArbexException">A model does not answer with numbers.</exception>
    public static IAsyncEnumerable<(T Item, PictureExpressions Answer)> RecognizeAsync<T>(
        this ExpressionRecognizer recognizer, IAsyncEnumerable<(T Item, ImageBuffer Picture)> pictures, int workers = 0,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentOutOfRangeException.ThrowIfNegative(workers);
        return OrderedStream.Select(
            pictures, (input, ended) => (input.Item, recognizer.Recognize(input.Picture, ended)),
            workers == 0 ? Environment.ProcessorCount : workers, cancellation);
    }
}
