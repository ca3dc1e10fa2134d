using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Serialization;

namespace Arbex.Imaging;

/// <summary>What a model needs to know of its input; stored beside its weights, so that training and serving prepare
/// faces alike.</summary>
/// <threadsafety>Immutable; one instance may prepare on many threads at once.</threadsafety>
public sealed record FacePreprocessing
{
    /// <summary>Smallest <see cref="InputSize"/>, in pixels.</summary>
    public const int SmallestInputSize = 32;

    /// <summary>Largest <see cref="InputSize"/>, in pixels.</summary>
    public const int LargestInputSize = 1024;

    /// <summary>Side S of the square input, in pixels, in [32, 1024].</summary>
    /// <value>The default is 224.</value>
    public int InputSize { get; init; } = 224;

    /// <summary>How the face is brought to S x S.</summary>
    /// <value>The default is <see cref="Interpolation.BilinearAntialiased"/>.</value>
    public Interpolation Interpolation { get; init; } = Interpolation.BilinearAntialiased;

    /// <summary>Subtracted from red, green and blue in [0, 1].</summary>
    /// <value>The default is ImageNet's 0.485, 0.456, 0.406.</value>
    public ImmutableArray<float> Mean { get; init; } = [0.485f, 0.456f, 0.406f];

    /// <summary>Divides red, green and blue after the mean is subtracted; above 0.</summary>
    /// <value>The default is ImageNet's 0.229, 0.224, 0.225.</value>
    public ImmutableArray<float> StandardDeviation { get; init; } = [0.229f, 0.224f, 0.225f];

    /// <summary>
    /// Whether colour is taken away first. A network that learnt from grey pictures alone never learnt what to make of colour, so that
    /// colour would change its answers at random. What is grey already stays as it is, to the last bit.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Grey { get; init; }

    /// <summary>Numbers in one prepared face: 3 x S x S.</summary>
    [JsonIgnore]
    public int InputLength => ImageBuffer.Channels * InputSize * InputSize;

    /// <summary>Checks the ranges.</summary>
    /// <returns>This record.</returns>
    /// <exception cref="ArbexException">A value is out of its range.</exception>
    public FacePreprocessing Validated()
    {
        if (InputSize is < SmallestInputSize or > LargestInputSize)
        {
            throw new ArbexException(
                $"InputSize is {InputSize}. Expected {SmallestInputSize} to {LargestInputSize} pixels; the usual size "
                + "is 224.");
        }

        if (!Enum.IsDefined(Interpolation))
        {
            throw new ArbexException(
                $"Interpolation is {(int)Interpolation}. Expected Bilinear or BilinearAntialiased.");
        }

        if (Mean.IsDefault || Mean.Length != ImageBuffer.Channels || !Mean.All(value => value is >= 0 and <= 1))
        {
            throw new ArbexException(
                $"Mean is [{Text(Mean)}]. Expected 3 numbers in [0, 1] for red, green and blue, such as ImageNet's "
                + "0.485, 0.456, 0.406.");
        }

        if (StandardDeviation.IsDefault || StandardDeviation.Length != ImageBuffer.Channels
            || !StandardDeviation.All(value => value > 0 && float.IsFinite(value)))
        {
            throw new ArbexException(
                $"StandardDeviation is [{Text(StandardDeviation)}]. Expected 3 numbers above 0 for red, green and "
                + "blue, such as ImageNet's 0.229, 0.224, 0.225.");
        }

        return this;
    }

    /// <summary>Resizes the whole picture to S x S and normalises it. Cut out the face first.</summary>
    /// <param name="image">The face; any size, not changed.</param>
    /// <param name="destination">3 x S x S numbers [channel, row, column], red plane first; overwritten.</param>
    /// <exception cref="ArgumentException">The destination has another length than
    /// <see cref="InputLength"/>.</exception>
    /// <exception cref="ArbexException">A value of this record is out of its range.</exception>
    public void Prepare(ImageBuffer image, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(image);
        Validated();
        CheckDestination(destination);
        image = Toned(image);
        if (image.Width == InputSize && image.Height == InputSize)
        {
            NormalisePixels(image.Pixels, destination);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(InputLength);
        try
        {
            var pixels = rented.AsSpan(0, InputLength);
            ImageResizer.Resize(image, InputSize, InputSize, Interpolation, pixels);
            NormalisePixels(pixels, destination);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <inheritdoc/>
    public bool Equals(FacePreprocessing? other) =>
        other is not null && InputSize == other.InputSize && Interpolation == other.Interpolation && Grey == other.Grey
        && Same(Mean, other.Mean) && Same(StandardDeviation, other.StandardDeviation);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(InputSize);
        hash.Add(Interpolation);
        hash.Add(Grey);
        foreach (var value in (ReadOnlySpan<float>)[.. Mean.AsSpan(), .. StandardDeviation.AsSpan()])
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <summary>One line for people.</summary>
    public override string ToString() =>
        $"{InputSize}x{InputSize}{(Grey ? " grey" : "")} {Interpolation}, mean {Text(Mean)}, deviation {Text(StandardDeviation)}";

    /// <summary>A picture in the tones that the network takes.</summary>
    internal ImageBuffer Toned(ImageBuffer image) => Grey ? GreyPicture.Of(image) : image;

    /// <summary>Checks the length of a place for one prepared face.</summary>
    /// <param name="destination">The place.</param>
    internal void CheckDestination(ReadOnlySpan<float> destination)
    {
        if (destination.Length != InputLength)
        {
            throw new ArgumentException(
                $"A {InputSize}x{InputSize} input needs 3 x {InputSize} x {InputSize} = {InputLength} floats, got "
                + $"{destination.Length}. Give a span of InputLength floats.",
                nameof(destination));
        }
    }

    private static bool Same(ImmutableArray<float> first, ImmutableArray<float> second) =>
        first.AsSpan().SequenceEqual(second.AsSpan());

    private static string Text(ImmutableArray<float> values) =>
        values.IsDefault
            ? "nothing"
            : string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)));

    private void NormalisePixels(ReadOnlySpan<byte> pixels, Span<float> destination)
    {
        Span<byte> levels = stackalloc byte[ImageBuffer.Channels * InputSize];
        for (var y = 0; y < InputSize; y++)
        {
            ChannelPlanes.Split(pixels.Slice(y * levels.Length, levels.Length), levels);
            for (var channel = 0; channel < ImageBuffer.Channels; channel++)
            {
                var row = destination.Slice(((channel * InputSize) + y) * InputSize, InputSize);
                ChannelPlanes.Widen(levels.Slice(channel * InputSize, InputSize), row);
                Normalise(row, Mean[channel], StandardDeviation[channel]);
            }
        }
    }

    private static void Normalise(Span<float> row, float mean, float deviation)
    {
        var (means, i) = (new Vector<float>(mean), 0);
        for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (((new Vector<float>(row[i..]) / 255f) - means) / deviation).CopyTo(row[i..]);
        }

        for (; i < row.Length; i++)
        {
            row[i] = ((row[i] / 255f) - mean) / deviation;
        }
    }
}
