namespace Arbex.Inference.Faces;

/// <summary>Leaves one box for each face.</summary>
public static class NonMaximumSuppression
{
    /// <summary>Goes through the faces by falling score and drops each that overlaps one already kept.</summary>
    /// <param name="faces">Any faces, in any order; not changed.</param>
    /// <param name="maximumOverlap">Shared area over joint area that two kept faces may have at most, in [0,
    /// 1].</param>
    /// <returns>The kept faces by falling score; of equal scores the one that came first.</returns>
    public static IReadOnlyList<DetectedFace> Select(IReadOnlyCollection<DetectedFace> faces, double maximumOverlap)
    {
        ArgumentNullException.ThrowIfNull(faces);
        if (maximumOverlap is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(maximumOverlap), maximumOverlap, "Expected 0 to 1.");
        }

        var kept = new List<DetectedFace>();
        foreach (var face in faces.OrderByDescending(face => face.Score)) // keeps the order of equal scores
        {
            if (kept.TrueForAll(other => other.Box.Overlap(face.Box) <= maximumOverlap))
            {
                kept.Add(face);
            }
        }

        return kept;
    }
}
