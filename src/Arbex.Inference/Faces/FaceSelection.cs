namespace Arbex.Inference.Faces;

/// <summary>Makes the faces of a picture from what a detector saw in it at one or several sizes.</summary>
internal sealed class FaceSelection
{
    /// <summary>Finds that are looked at for one picture: a broken model may call everything a face.</summary>
    private const int MostCandidates = 5000;

    /// <summary>Sides of a picture that a box may have at most.</summary>
    private const float LargestBox = 2;

    private readonly FaceDetectorOptions _options;
    private readonly int _width;
    private readonly int _height;
    private readonly List<DetectedFace> _fitting = [];
    private readonly List<DetectedFace> _large = [];

    /// <summary>Starts without faces.</summary>
    /// <param name="options">What counts as a face.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    public FaceSelection(FaceDetectorOptions options, int width, int height) =>
        (_options, _width, _height) = (options, width, height);

    /// <summary>Takes what was seen at one size.</summary>
    /// <param name="found">Finds in pixels of the detector's input; wrong numbers among them are dropped.</param>
    /// <param name="placing">How the picture lay in the input.</param>
    /// <param name="largestFace">Height of a face in the input from which on its box is not to be trusted.</param>
    /// <returns>Whether there was such a face.</returns>
    public bool Add(IEnumerable<DetectedFace> found, Letterbox placing, int largestFace)
    {
        var before = _large.Count;
        foreach (var face in found)
        {
            var placed = placing.ToPicture(face);
            if (IsPlausible(placed))
            {
                (face.Box.Height > largestFace ? _large : _fitting).Add(placed);
            }
        }

        return _large.Count > before;
    }

    /// <summary>The faces by falling score; large ones only where no other size shows a face.</summary>
    public IReadOnlyList<DetectedFace> Faces()
    {
        var faces = Select(_fitting);
        if (_large.Count == 0)
        {
            return faces;
        }

        var unseen = Select(_large)
            .Where(large => faces.All(face => face.Box.Overlap(large.Box) <= _options.MaximumOverlap));
        return [.. faces.Concat(unseen).OrderByDescending(face => face.Score)];
    }

    private IReadOnlyList<DetectedFace> Select(List<DetectedFace> found)
    {
        var least = Math.Max(_options.MinimumSize, _options.MinimumShare * Math.Min(_width, _height));
        var faces = found
            .Where(face => Math.Min(face.Box.Width, face.Box.Height) >= least)
            .OrderByDescending(face => face.Score)
            .Take(MostCandidates);
        return NonMaximumSuppression.Select([.. faces], _options.MaximumOverlap);
    }

    /// <summary>Whether the middle of a face lies in the picture; false for what are no numbers.</summary>
    private bool IsPlausible(DetectedFace face)
    {
        var (box, centre) = (face.Box, face.Box.Centre);
        return centre is { X: >= 0, Y: >= 0 } && centre.X <= _width && centre.Y <= _height
            && box.Width > 0 && box.Width <= LargestBox * _width && box.Height > 0 && box.Height <= LargestBox * _height
            && face.Landmarks is { } points && AreNumbers(points);
    }

    private static bool AreNumbers(FaceLandmarks points)
    {
        for (var i = 0; i < FaceLandmarks.Count; i++)
        {
            if (!float.IsFinite(points[i].X) || !float.IsFinite(points[i].Y))
            {
                return false;
            }
        }

        return true;
    }
}
