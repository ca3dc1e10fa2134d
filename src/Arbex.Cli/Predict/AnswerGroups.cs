using Arbex.Files;

namespace Arbex.Cli.Predict;

/// <summary>
/// What stands in a text file of answers: the records of each input, which follow one another. The last input may be answered in part, since a
/// clip has many records and a break may come between them.
/// </summary>
internal sealed class AnswerGroups
{
    private readonly List<Group> _groups = [];

    /// <summary>Where the first answer begins: behind the header.</summary>
    public long Begin { get; private init; }

    /// <summary>Where the last whole record ends.</summary>
    public long End { get; private set; }

    /// <summary>Whether an input has an error instead of an answer.</summary>
    public bool HasFailed => _groups.Any(group => group.IsFailed);

    /// <summary>The last input; null where there is none.</summary>
    public string? Last => _groups.Count == 0 ? null : _groups[^1].File;

    /// <summary>Where the records of the last input begin.</summary>
    public long LastStart => _groups.Count == 0 ? End : _groups[^1].Start;

    /// <summary>Whether the last input has an error.</summary>
    public bool IsLastFailed => _groups.Count > 0 && _groups[^1].IsFailed;

    /// <summary>Reads a file.</summary>
    /// <param name="records">Its records behind the header.</param>
    /// <param name="begin">Where they begin.</param>
    /// <param name="keyOf">Reads a record.</param>
    /// <exception cref="ArbexException">A record is no answer.</exception>
    public static AnswerGroups Read(IEnumerable<AnswerRecord> records, long begin, Func<AnswerRecord, AnswerKey> keyOf)
    {
        var groups = new AnswerGroups { Begin = begin, End = begin };
        AnswerKey? before = null;
        foreach (var record in records)
        {
            var key = keyOf(record);
            groups.End = record.End;
            if (before is null || before.File != key.File || IsAnotherAnswer(before, key))
            {
                groups._groups.Add(new Group(key.File, record.Start));
            }

            before = key;
            groups._groups[^1].End = record.End;
            groups._groups[^1].IsFailed |= key.IsFailed;
        }

        return groups;
    }

    /// <summary>Inputs that need not be looked at again: the last records of each are whole and hold no error.</summary>
    public HashSet<string> Done()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in _groups.SkipLast(1))
        {
            _ = group.IsFailed ? done.Remove(group.File) : done.Add(group.File);
        }

        return done;
    }

    /// <summary>
    /// Puts later records of an input into the place of its failed ones: the file becomes what it would be if nothing had failed.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The disk is full; the file is as it was.</exception>
    public void Rewrite(string path)
    {
        var again = _groups.GroupBy(group => group.File, StringComparer.Ordinal)
            .Where(same => same.SkipLast(1).Any(group => group.IsFailed))
            .ToDictionary(same => same.Key, same => (First: same.First(), Last: same.Last()), StringComparer.Ordinal);
        if (again.Count == 0)
        {
            return;
        }

        using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        AtomicFile.Write(path, target =>
        {
            Copy(source, target, 0, Begin);
            foreach (var group in _groups)
            {
                if (!again.TryGetValue(group.File, out var of))
                {
                    Copy(source, target, group.Start, group.End);
                }
                else if (ReferenceEquals(group, of.First))
                {
                    Copy(source, target, of.Last.Start, of.Last.End);
                }
            }
        });
    }

    /// <summary>
    /// Whether the record of an input begins another answer to it, and not only continues the one before: an error that concerns the whole
    /// input ends an answer, and frames rise within one.
    /// </summary>
    private static bool IsAnotherAnswer(AnswerKey before, AnswerKey key) =>
        (before.IsFailed && (before.Frame is null || before.Frame == key.Frame)) || key.Frame < before.Frame;

    /// <summary>Moves a part of a file to its end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="start">Where the part begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="next">Where what stays begins again; what lies between is left out.</param>
    /// <exception cref="IOException">The disk is full; the file is as it was.</exception>
    public static void MoveToEnd(string path, long start, long end, long next)
    {
        using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        AtomicFile.Write(path, target =>
        {
            Copy(source, target, 0, start);
            Copy(source, target, next, source.Length);
            Copy(source, target, start, end);
        });
    }

    private static void Copy(Stream source, Stream target, long start, long end)
    {
        source.Seek(start, SeekOrigin.Begin);
        var block = new byte[1 << 16];
        for (var left = end - start; left > 0;)
        {
            var read = source.Read(block, 0, (int)Math.Min(block.Length, left));
            if (read == 0)
            {
                throw new EndOfStreamException("The file became shorter while it was read.");
            }

            target.Write(block, 0, read);
            left -= read;
        }
    }

    private sealed class Group(string file, long start)
    {
        public string File => file;

        public long Start => start;

        public long End { get; set; }

        public bool IsFailed { get; set; }
    }
}
