namespace Arbex.Inference.Faces;

/// <summary>Gives the faces of a video numbers that stay the same from frame to frame.</summary>
/// <remarks>
/// A face goes on as the known one whose last box it overlaps most, or, where none overlaps enough, whose centre is
/// nearest. Pairs are chosen greedily, best first, so that the answer depends on the frames alone. Nothing but boxes
/// is compared: two people who change places while both are out of sight change numbers.
/// </remarks>
/// <threadsafety>One thread at a time; frames come in order.</threadsafety>
public sealed class FaceTracker
{
    private const float LargestGrowth = 2;

    private readonly FaceTrackerOptions _options;
    private readonly List<Track> _tracks = [];
    private readonly List<Pair> _pairs = [];
    private int _lastId;

    /// <summary>Starts without faces.</summary>
    /// <param name="options">When faces are the same; null for the defaults.</param>
    /// <exception cref="ArbexException">A value of the options is out of its range.</exception>
    public FaceTracker(FaceTrackerOptions? options = null) =>
        _options = (options ?? new FaceTrackerOptions()).Validated();

    /// <summary>Takes the next frame.</summary>
    /// <param name="faces">Its faces, in any order; empty for a frame without.</param>
    /// <returns>The same faces in the same order, with their numbers.</returns>
    public IReadOnlyList<TrackedFace> Update(IReadOnlyList<DetectedFace> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        var ids = new int[faces.Count];
        FindPairs(faces);
        foreach (var pair in _pairs)
        {
            var track = _tracks[pair.Track];
            if (ids[pair.Face] == 0 && !track.Seen)
            {
                ids[pair.Face] = track.Id;
                _tracks[pair.Track] = track with { Box = faces[pair.Face].Box, Seen = true, Gap = 0 };
            }
        }

        AgeTracks();
        var tracked = new TrackedFace[faces.Count];
        for (var face = 0; face < faces.Count; face++)
        {
            if (ids[face] == 0)
            {
                ids[face] = ++_lastId;
                _tracks.Add(new Track(_lastId, faces[face].Box, Gap: 0, Seen: false));
            }

            tracked[face] = new TrackedFace(ids[face], faces[face]);
        }

        return tracked;
    }

    /// <summary>Forgets all faces, as at a cut; numbers go on.</summary>
    public void Reset() => _tracks.Clear();

    /// <summary>Every track and face that may belong together, best first.</summary>
    private void FindPairs(IReadOnlyList<DetectedFace> faces)
    {
        _pairs.Clear();
        for (var track = 0; track < _tracks.Count; track++)
        {
            for (var face = 0; face < faces.Count; face++)
            {
                if (Likeness(_tracks[track].Box, faces[face].Box) is > 0 and var likeness)
                {
                    _pairs.Add(new Pair(track, face, likeness));
                }
            }
        }

        // Equal pairs in order of appearance: List.Sort alone promises no order for them.
        _pairs.Sort(static (first, second) =>
            second.Likeness.CompareTo(first.Likeness) is not 0 and var order ? order
            : first.Track.CompareTo(second.Track) is not 0 and var older ? older
            : first.Face.CompareTo(second.Face));
    }

    /// <summary>1 to 2 for boxes that overlap enough, 0 to 1 for near ones, 0 for others.</summary>
    private double Likeness(FaceBox known, FaceBox found)
    {
        var overlap = known.Overlap(found);
        if (overlap > 0 && overlap >= _options.MinimumOverlap)
        {
            return 1 + overlap;
        }

        var (width, from, to) = ((known.Width + found.Width) / 2, known.Centre, found.Centre);
        var shift = Math.Sqrt(Math.Pow(from.X - to.X, 2) + Math.Pow(from.Y - to.Y, 2)) / width;
        var growth = Math.Sqrt(found.Area / known.Area);
        return shift <= _options.MaximumShift && growth is <= LargestGrowth and >= 1 / LargestGrowth
            ? 1 / (1 + shift)
            : 0;
    }

    private void AgeTracks()
    {
        for (var index = _tracks.Count - 1; index >= 0; index--)
        {
            var track = _tracks[index];
            if (!track.Seen && track.Gap >= _options.LongestGap)
            {
                _tracks.RemoveAt(index);
            }
            else
            {
                _tracks[index] = track with { Seen = false, Gap = track.Seen ? 0 : track.Gap + 1 };
            }
        }
    }

    private readonly record struct Track(int Id, FaceBox Box, int Gap, bool Seen);

    private readonly record struct Pair(int Track, int Face, double Likeness);
}
