using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Arbex.Files;

namespace Arbex.Data.Splits;

/// <summary>Keeps the parts of a dataset as JSON, so that a division can be shared.</summary>
/// <remarks>
/// The file names the dataset, the number of its samples and a checksum of their ids, and is refused for any other; it
/// holds positions, no pictures and no file names.
/// </remarks>
public static class SplitFile
{
    /// <summary>Writes the parts of a divided dataset.</summary>
    /// <param name="path">The file; replaced if it exists.</param>
    /// <param name="dataset">The divided dataset.</param>
    public static void Write(string path, ResplitDataset dataset)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(dataset);
        var document = new SplitDocument
        {
            Dataset = dataset.SourceName,
            Samples = dataset.Samples.Count,
            Ids = Checksum(dataset.Samples),
            Plan = dataset.Plan is SavedSplit ? "file" : dataset.Plan.Text,
            Seed = dataset.Seed,
            Train = PositionRanges.Write(dataset.Samples.Positions(DataSplit.Train)),
            Valid = PositionRanges.Write(dataset.Samples.Positions(DataSplit.Valid)),
            Test = PositionRanges.Write(dataset.Samples.Positions(DataSplit.Test)),
        };
        AtomicFile.WriteText(path, JsonSerializer.Serialize(document, ArbexJson.Options) + "\n");
    }

    /// <summary>Reads the parts of a dataset.</summary>
    /// <param name="path">A file that <see cref="Write"/> made.</param>
    /// <param name="name">The dataset's name with its label rule.</param>
    /// <param name="samples">Its samples.</param>
    /// <returns>The part of each sample, [samples].</returns>
    /// <exception cref="ArbexException">The file cannot be read, is malformed, or is for another dataset.</exception>
    public static DataSplit[] Read(string path, string name, SampleIndex samples)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(samples);
        var document = Load(path);
        Check(path, "dataset", document.Dataset, name);
        Check(path, "number of samples", document.Samples, samples.Count);
        Check(path, "checksum of the ids", document.Ids, Checksum(samples));

        var (parts, placed) = (new DataSplit[samples.Count], new bool[samples.Count]);
        foreach (var (split, text) in new[]
        {
            (DataSplit.Train, document.Train), (DataSplit.Valid, document.Valid), (DataSplit.Test, document.Test),
        })
        {
            var ranges = PositionRanges.Read(text, samples.Count) ?? throw new ArbexException(
                $"The split file '{path}' has malformed positions for {split}. Expected rising numbers below {samples.Count} and "
                + "ranges, such as 0-5,9. Write the file again.");
            foreach (var range in ranges)
            {
                if (placed.AsSpan(range).Contains(true))
                {
                    throw new ArbexException(
                        $"The split file '{path}' has a position of {range.Start}-{range.End.Value - 1} in two parts. Expected each "
                        + "sample in exactly one. Write the file again.");
                }

                placed.AsSpan(range).Fill(true);
                parts.AsSpan(range).Fill(split);
            }
        }

        var missing = Array.IndexOf(placed, false);
        return missing < 0
            ? parts
            : throw new ArbexException(
                $"The split file '{path}' has the sample at position {missing} in no part. Expected each sample in exactly one. "
                + "Write the file again.");
    }

    private static SplitDocument Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<SplitDocument>(InputFile.ReadText(path, "split file"), ArbexJson.Options)?.Complete()
                ?? throw new JsonException("An entry is null.");
        }
        catch (JsonException cause)
        {
            throw new ArbexException(
                $"The split file '{path}' is not understood: {cause.Message} Expected a file written by Arbex. Write it again.",
                cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ArbexException(
                $"The split file '{path}' cannot be read: {cause.Message} Expected a JSON file. Correct the path.", cause);
        }
    }

    private static void Check<T>(string path, string what, T written, T here)
    {
        if (!Equals(written, here))
        {
            throw new ArbexException(
                $"The split file '{path}' is for another dataset: its {what} is '{written}', here it is '{here}'. Expected the same. "
                + "Open the dataset with the same options, or use its own split file.");
        }
    }

    /// <summary>Ids are told apart by their lengths, so that "a", "bc" differs from "ab", "c".</summary>
    private static string Checksum(SampleIndex samples)
    {
        var hash = new XxHash3();
        Span<byte> length = stackalloc byte[sizeof(int)];
        for (var i = 0; i < samples.Count; i++)
        {
            var id = Encoding.UTF8.GetBytes(samples.IdOf(i));
            BinaryPrimitives.WriteInt32LittleEndian(length, id.Length);
            hash.Append(length);
            hash.Append(id);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
