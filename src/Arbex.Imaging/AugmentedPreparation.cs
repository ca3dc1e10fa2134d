using System.Buffers;
using System.Numerics;

namespace Arbex.Imaging;

/// <summary>Prepares a face for training: varies it at random and normalises it.</summary>
/// <remarks>
/// Geometry is one bilinear sampling pass from the picture; what lies outside is the nearest edge. Pictures much
/// larger than the input are first shrunk with the antialiased filter when the preprocessing asks for it, so nothing
/// aliases. Order: crop, mirror, turn, slant, scale, shift; brightness, contrast, saturation; noise; normalisation;
/// erasing. Whatever the processor and whatever the path taken, the numbers are the same.
/// </remarks>
/// <threadsafety>Immutable; one instance may prepare on many threads at once, each with its own random
/// sequence.</threadsafety>
public sealed class AugmentedPreparation
{
    /// <summary>A picture is shrunk first if it is more than this factor larger than needed.</summary>
    private const double ShrinkFirstFrom = 1.5;

    private readonly bool _changesNothing;

    /// <summary>Joins what the model needs with how training varies it.</summary>
    /// <param name="preprocessing">What the model needs.</param>
    /// <param name="augmentation">How faces are varied.</param>
    /// <exception cref="ArbexException">A value is out of its range.</exception>
    public AugmentedPreparation(FacePreprocessing preprocessing, FaceAugmentation augmentation)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        ArgumentNullException.ThrowIfNull(augmentation);
        Preprocessing = preprocessing.Validated();
        Augmentation = augmentation.Validated();
        _changesNothing = augmentation with
        {
            ErasingAreaMinimum = FaceAugmentation.None.ErasingAreaMinimum,
            ErasingAreaMaximum = FaceAugmentation.None.ErasingAreaMaximum,
        } == FaceAugmentation.None;
    }

    /// <summary>What the model needs.</summary>
    public FacePreprocessing Preprocessing { get; }

    /// <summary>How faces are varied.</summary>
    public FaceAugmentation Augmentation { get; }

    /// <summary>Side to which a face is brought before a crop of the input's side is taken.</summary>
    private int Frame => (int)Math.Round(
        Preprocessing.InputSize * Augmentation.ResizeRatio, MidpointRounding.AwayFromZero);

    /// <summary>Varies and normalises one face; with <see cref="FaceAugmentation.None"/> the result is that of
    /// <see cref="FacePreprocessing.Prepare"/>.</summary>
    /// <param name="image">The face; any size, not changed.</param>
    /// <param name="random">Drawn from the same number of times whatever happens.</param>
    /// <param name="destination">3 x S x S numbers [channel, row, column], red plane first; overwritten.</param>
    /// <exception cref="ArgumentException">The destination has another length than
    /// <see cref="FacePreprocessing.InputLength"/>.</exception>
    public void Prepare(ImageBuffer image, SeededRandom random, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(random);
        Preprocessing.CheckDestination(destination);
        var draw = new AugmentationDraw(random);
        if (_changesNothing)
        {
            Preprocessing.Prepare(image, destination);
            return;
        }

        image = Preprocessing.Toned(image);

        var frame = Frame;
        var (width, height) = ShrunkSize(image, frame);
        if (width == image.Width && height == image.Height)
        {
            Prepare(image, frame, draw, destination);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(width * height * ImageBuffer.Channels);
        try
        {
            var pixels = rented.AsSpan(0, width * height * ImageBuffer.Channels);
            ImageResizer.Resize(image, width, height, Interpolation.BilinearAntialiased, pixels);
            Prepare(new PixelView(pixels, width, height), frame, draw, destination);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>
    /// Where the input's places come from when <see cref="Prepare(ImageBuffer, SeededRandom, Span{float})"/> draws from
    /// an equal sequence: from pixels of the input to fractions of the picture's sides.
    /// </summary>
    /// <param name="random">Drawn from as often as there.</param>
    public AffineMap InputToPicture(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return ToSource(new AugmentationDraw(random), width: 1, height: 1, Frame);
    }

    private void Prepare(PixelView source, int frame, AugmentationDraw draw, Span<float> destination)
    {
        var size = Preprocessing.InputSize;
        var area = size * size;
        // A grey face is sampled and coloured once; the planes part where noise or normalisation tells them apart.
        var planeCount = ChannelPlanes.AreEqual(source.Pixels) ? 1 : ImageBuffer.Channels;
        var map = ToSource(draw, source.Width, source.Height, frame);
        if (!AlignedSampler.TrySample(source, planeCount, size, map, destination))
        {
            if (planeCount == 1)
            {
                GreySampler.Sample(source, size, map, destination);
            }
            else
            {
                AffineSampler.Sample(source, size, map, destination);
            }
        }

        var reds = destination[..area];
        var greens = destination.Slice(area, area);
        var blues = destination.Slice(2 * area, area);
        if (planeCount == 1)
        {
            ColourVariation.Apply(Augmentation, draw, reds);
        }
        else
        {
            ColourVariation.Apply(Augmentation, draw, reds, greens, blues);
        }

        if (Augmentation.NoiseStandardDeviation > 0)
        {
            if (planeCount == 1)
            {
                reds.CopyTo(greens);
                reds.CopyTo(blues);
                planeCount = ImageBuffer.Channels;
            }

            ColourVariation.AddNoise(
                (float)Augmentation.NoiseStandardDeviation, new SeededRandom(draw.NoiseSeed), destination);
        }

        // The red plane last: for a grey face it is what the others are made from.
        Normalise(planeCount == 1 ? reds : blues, blues, channel: 2);
        Normalise(planeCount == 1 ? reds : greens, greens, channel: 1);
        Normalise(reds, reds, channel: 0);
        RandomErasing.Apply(Augmentation, draw, size, destination);
    }

    private (int Width, int Height) ShrunkSize(ImageBuffer image, int frame) =>
        Preprocessing.Interpolation == Interpolation.BilinearAntialiased
            ? (image.Width > frame * ShrinkFirstFrom ? frame : image.Width,
                image.Height > frame * ShrinkFirstFrom ? frame : image.Height)
            : (image.Width, image.Height);

    /// <summary>The map from places in the input to places in the source.</summary>
    private AffineMap ToSource(AugmentationDraw draw, int width, int height, int frame)
    {
        var size = Preprocessing.InputSize;
        var angle = Symmetric(draw.Rotation, Augmentation.RotationDegrees) * Math.PI / 180;
        var zoom = 1 / (1 + Symmetric(draw.Scale, Augmentation.ScaleRange));
        var mirror = draw.Flip < Augmentation.FlipProbability ? -1 : 1;
        var spare = frame - size + 1;
        var centreX = (int)(draw.CropX * spare) + (size * 0.5);
        var centreY = (int)(draw.CropY * spare) + (size * 0.5);
        var shiftX = Symmetric(draw.TranslateX, Augmentation.TranslateFraction) * size;
        var shiftY = Symmetric(draw.TranslateY, Augmentation.TranslateFraction) * size;
        var (slantX, slantY) = draw.Slants(Augmentation.ShearDegrees);
        // q = mirror * zoom * turn(slant(p - size/2 - shift)) + centre of the crop, then from frame to source units.
        var (sine, cosine) = Math.SinCos(angle);
        var (columns, rows) = (width / (double)frame, height / (double)frame);
        var xx = mirror * zoom * (cosine - (sine * slantY)) * columns;
        var xy = mirror * zoom * ((cosine * slantX) - sine) * columns;
        var yx = zoom * (sine + (cosine * slantY)) * rows;
        var yy = zoom * (cosine + (sine * slantX)) * rows;
        var (startX, startY) = ((size * -0.5) - shiftX, (size * -0.5) - shiftY);
        return new AffineMap(
            xx, xy, (centreX * columns) + (xx * startX) + (xy * startY),
            yx, yy, (centreY * rows) + (yx * startX) + (yy * startY));
    }

    private void Normalise(ReadOnlySpan<float> plane, Span<float> normalised, int channel)
    {
        var (mean, scale) = (Preprocessing.Mean[channel], 1 / Preprocessing.StandardDeviation[channel]);
        var (means, i) = (new Vector<float>(mean), 0);
        for (; i <= plane.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            ((new Vector<float>(plane[i..]) - means) * scale).CopyTo(normalised[i..]);
        }

        for (; i < plane.Length; i++)
        {
            normalised[i] = (plane[i] - mean) * scale;
        }
    }

    /// <summary>From a number in [0, 1) to one in [-range, range).</summary>
    private static double Symmetric(double uniform, double range) => ((2 * uniform) - 1) * range;
}
