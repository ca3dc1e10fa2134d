namespace Arbex.Imaging.Tests;

/// <summary>Simple faces from formulas: skin, hair on one side, two eyes that look aside, a mouth.</summary>
internal static class DrawnFaces
{
    /// <summary>Draws the face of a number.</summary>
    /// <param name="number">Decides where everything is and its colours.</param>
    /// <param name="size">Side of the square picture.</param>
    public static ImageBuffer Face(int number, int size)
    {
        var random = new SeededRandom(number);
        double Around(double centre, double spread) => centre + random.NextDouble(-spread, spread);
        var (centreX, centreY) = (Around(0.5, 0.06), Around(0.52, 0.05));
        var (width, height) = (Around(0.32, 0.06), Around(0.40, 0.05));
        var (eyeY, eyeApart, eyeSize) = (Around(0.42, 0.05), Around(0.13, 0.03), Around(0.05, 0.02));
        var gaze = random.NextBool(0.5) ? 0.03 : -0.03;
        var (mouthY, mouthWidth, mouthHeight) = (Around(0.72, 0.05), Around(0.14, 0.05), Around(0.05, 0.03));
        var (part, fringe) = (Around(0.5, 0.3), Around(0.28, 0.08));
        var (skin, hair, behind) = (Around(190, 40), Around(70, 50), Around(140, 90));
        return TestImages.Make(size, size, (column, row) =>
        {
            var (x, y) = ((column + 0.5) / size, (row + 0.5) / size);
            var level = behind + (30 * (x - y));
            level = Mix(level, skin - (60 * Math.Abs(x - 0.45)), Inside(x - centreX, y - centreY, width, height));
            level = Mix(level, hair, Inside(x - part, y - (fringe - 0.15), width, 0.2));
            foreach (var side in (ReadOnlySpan<int>)[-1, 1])
            {
                var eyeX = centreX + (side * eyeApart);
                level = Mix(level, 245, Inside(x - eyeX, y - eyeY, eyeSize * 1.4, eyeSize));
                level = Mix(level, 20, Inside(x - eyeX - gaze, y - eyeY, eyeSize * 0.6, eyeSize * 0.6));
            }

            level = Mix(level, 60, Inside(x - centreX - (gaze / 2), y - mouthY, mouthWidth, mouthHeight));
            return (Level(level), Level(level * 0.85), Level(level * 0.75));
        });
    }

    /// <summary>1 inside the ellipse, 0 outside, soft at the edge.</summary>
    private static double Inside(double x, double y, double width, double height)
    {
        var distance = Math.Sqrt(((x * x) / (width * width)) + ((y * y) / (height * height)));
        return Math.Clamp(0.5 + ((1 - distance) * 8), 0, 1);
    }

    private static double Mix(double below, double above, double share) => below + ((above - below) * share);

    private static int Level(double value) => (int)Math.Clamp(value, 0, 255);
}
