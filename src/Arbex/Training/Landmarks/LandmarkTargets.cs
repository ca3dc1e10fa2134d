using Arbex.Data;
using Arbex.Data.Packing;
using Arbex.Imaging;

namespace Arbex.Training.Landmarks;

/// <summary>The teacher's points for the faces of a dataset: asked once, on the pictures as they are.</summary>
internal sealed class LandmarkTargets
{
    private const int Width = 2 * LandmarkPoints.Count;
    private const int FacesAtOnce = 32;

    private readonly Dictionary<int, float[]> _points = [];

    /// <summary>Asks for the points of some samples.</summary>
    /// <param name="dataset">Whose faces.</param>
    /// <param name="samples">Which of them.</param>
    /// <param name="teacher">Who is asked.</param>
    /// <param name="unreadable">Told of pictures that cannot be read, which are left out; null lets the error through.</param>
    /// <param name="progress">Told how many samples are done.</param>
    /// <param name="cancellation">Stops between two questions.</param>
    public void Ask(
        IFaceDataset dataset, IReadOnlyList<int> samples, ILandmarkTeacher teacher, UnreadableList? unreadable,
        Action<int>? progress, CancellationToken cancellation)
    {
        var done = 0;
        foreach (var chunk in samples.Chunk(FacesAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            var (known, faces) = Load(dataset, chunk, unreadable);
            var points = faces.Count == 0 ? [] : Checked(teacher.Locate(faces), faces.Count);
            for (var i = 0; i < known.Count; i++)
            {
                _points[known[i]] = points[(i * Width)..((i + 1) * Width)];
            }

            done += chunk.Length;
            progress?.Invoke(done);
        }
    }

    /// <summary>The samples of a list whose points are known.</summary>
    public int[] Known(IEnumerable<int> samples) => [.. samples.Where(_points.ContainsKey)];

    /// <summary>[136]: a sample's points as fractions of its picture's sides.</summary>
    public ReadOnlySpan<float> Of(int sample) => _points[sample];

    /// <summary>[136] and [136]: mean and standard deviation of the points of some samples whose points are known.</summary>
    public (float[] Mean, float[] Deviation) Spread(IReadOnlyList<int> samples)
    {
        var (mean, deviation) = (new float[Width], new float[Width]);
        for (var i = 0; i < Width; i++)
        {
            var (sum, squares) = (0.0, 0.0);
            foreach (var sample in samples)
            {
                var value = (double)_points[sample][i];
                (sum, squares) = (sum + value, squares + (value * value));
            }

            var middle = sum / samples.Count;
            (mean[i], deviation[i]) = ((float)middle, (float)Math.Sqrt(Math.Max(0, (squares / samples.Count) - (middle * middle))));
        }

        return (mean, deviation);
    }

    private static float[] Checked(float[] points, int faces) => points.Length == faces * Width && points.All(float.IsFinite)
        ? points
        : throw new ArbexException(
            $"The teacher answered {points.Length} numbers for {faces} faces, {points.Count(value => !float.IsFinite(value))} of them not "
            + $"finite. Expected {Width} finite numbers a face. Use another teacher.");

    private static (List<int> Known, List<ImageBuffer> Faces) Load(
        IFaceDataset dataset, int[] samples, UnreadableList? unreadable)
    {
        var (known, faces) = (new List<int>(samples.Length), new List<ImageBuffer>(samples.Length));
        foreach (var sample in samples)
        {
            try
            {
                faces.Add(dataset.LoadImage(sample));
                known.Add(sample);
            }
            catch (ArbexException refused) when (unreadable is not null && refused is not PackException)
            {
                unreadable.Add(dataset, sample, refused.Message);
            }
        }

        return (known, faces);
    }
}
