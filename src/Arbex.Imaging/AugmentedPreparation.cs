namespace Arbex.Imaging;

/// <summary>Prepares a face for training: varies it at random and normalises it.</summary>
/// <remarks>
/// Geometry is one bilinear sampling pass from the picture; what lies outside is the nearest edge. Pictures much
/// larger than the input are first shrunk with the antialiased filter when the preprocessing asks for it, so nothing
/// aliases. Order: crop, mirror, turn, scale, shift; brightness, contrast, saturation; noise; normalisation; erasing.
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

        var size = Preprocessing.InputSize;
        var frame = (int)Math.Round(size * Augmentation.ResizeRatio, MidpointRounding.AwayFromZero);
        var source = ShrinkIfMuchLarger(image, frame);
        AffineSampler.Sample(source, size, ToSource(draw, source, frame), destination);
        ColourVariation.Apply(Augmentation, draw, size, destination);
        Normalise(destination);
        RandomErasing.Apply(Augmentation, draw, size, destination);
    }

    private ImageBuffer ShrinkIfMuchLarger(ImageBuffer image, int frame)
    {
        if (Preprocessing.Interpolation != Interpolation.BilinearAntialiased)
        {
            return image;
        }

        var width = image.Width > frame * ShrinkFirstFrom ? frame : image.Width;
        var height = image.Height > frame * ShrinkFirstFrom ? frame : image.Height;
        return ImageResizer.Resize(image, width, height);
    }

    /// <summary>The map from places in the input to places in the source; both measured from the upper left corner,
    /// pixel centres at halves.</summary>
    private AffineMap ToSource(AugmentationDraw draw, ImageBuffer source, int frame)
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
        // q = mirror * zoom * turn(p - size/2 - shift) + centre of the crop, then from frame to source units.
        var (sine, cosine) = Math.SinCos(angle);
        var (columns, rows) = (source.Width / (double)frame, source.Height / (double)frame);
        var xx = mirror * zoom * cosine * columns;
        var xy = mirror * zoom * -sine * columns;
        var yx = zoom * sine * rows;
        var yy = zoom * cosine * rows;
        var (startX, startY) = ((size * -0.5) - shiftX, (size * -0.5) - shiftY);
        return new AffineMap(
            xx, xy, (centreX * columns) + (xx * startX) + (xy * startY),
            yx, yy, (centreY * rows) + (yx * startX) + (yy * startY));
    }

    private void Normalise(Span<float> planes)
    {
        var area = planes.Length / ImageBuffer.Channels;
        for (var channel = 0; channel < ImageBuffer.Channels; channel++)
        {
            var (mean, scale) = (Preprocessing.Mean[channel], 1 / Preprocessing.StandardDeviation[channel]);
            foreach (ref var value in planes.Slice(channel * area, area))
            {
                value = (value - mean) * scale;
            }
        }
    }

    /// <summary>From a number in [0, 1) to one in [-range, range).</summary>
    private static double Symmetric(double uniform, double range) => ((2 * uniform) - 1) * range;
}
