using System.Globalization;
using Arbex.Data.Readers;

namespace Arbex.Data;

/// <summary>Reads the two forms in which FER+ votes are published.</summary>
public static class FerPlusVotes
{
    private static readonly string[] Header =
    [
        "Usage", "Image name", "neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt",
        "unknown", "NF",
    ];

    /// <summary>Reads <c>fer2013new.csv</c>: a header, then usage, image name and ten votes a line.</summary>
    /// <param name="files">The dataset's folder.</param>
    /// <param name="path">The file below it.</param>
    /// <returns>All rows in the file's order, those with an empty image name included.</returns>
    /// <exception cref="DatasetFormatException">The file cannot be read, or a line is not as expected.</exception>
    public static IEnumerable<FerPlusRow> ReadAll(DatasetFiles files, string path) => ReadAll(files, path, odd: null);

    /// <summary>The same; a line that is not as expected is counted, and is a row without votes in its place.</summary>
    internal static IEnumerable<FerPlusRow> ReadAll(DatasetFiles files, string path, OddLines? odd)
    {
        ArgumentNullException.ThrowIfNull(files);
        var headerSeen = false;
        foreach (var line in files.Records(path))
        {
            if (!headerSeen)
            {
                headerSeen = line.Fields.SequenceEqual(Header, StringComparer.OrdinalIgnoreCase)
                    ? true
                    : throw line.Error(
                        "the header is another one",
                        $"Expected '{string.Join(',', Header)}'. Use fer2013new.csv as published with FER+.");
                continue;
            }

            yield return Parsed(line, Whole, odd);
        }

        if (!headerSeen)
        {
            throw new DatasetFormatException(
                $"The list '{files.FullPath(path)}' is empty. Expected a header and one line a picture. "
                + "Download it again.");
        }
    }

    /// <summary>Reads one <c>label.csv</c>: no header; image name, face box and ten votes a line.</summary>
    /// <param name="files">The dataset's folder.</param>
    /// <param name="path">The file below it.</param>
    /// <param name="split">The part of the dataset that the file's folder stands for.</param>
    /// <returns>All rows in the file's order.</returns>
    /// <exception cref="DatasetFormatException">The file cannot be read, or a line is not as expected.</exception>
    public static IEnumerable<FerPlusRow> ReadSplit(DatasetFiles files, string path, DataSplit split) =>
        ReadSplit(files, path, split, odd: null);

    /// <summary>The same; a line that is not as expected is counted, and is a row without votes in its place.</summary>
    internal static IEnumerable<FerPlusRow> ReadSplit(DatasetFiles files, string path, DataSplit split, OddLines? odd)
    {
        ArgumentNullException.ThrowIfNull(files);
        return files.Records(path).Select(line => Parsed(line, OfSplit, odd));

        FerPlusRow OfSplit(CsvLine line)
        {
            CheckFields(line, "image name, face box \"(0, 0, 48, 48)\" and ten votes");
            return new FerPlusRow(split, line.Fields[0], Votes(line));
        }
    }

    private static FerPlusRow Parsed(CsvLine line, Func<CsvLine, FerPlusRow> parse, OddLines? odd) =>
        odd is null ? parse(line)
        : odd.TryRead(() => parse(line), out var row) ? row!
        : new FerPlusRow(DataSplit.Train, "", []);

    private static FerPlusRow Whole(CsvLine line)
    {
        CheckFields(line, "usage, image name and ten votes");
        var split = PixelListSamples.Usage(line.Fields[0]) ?? throw line.Error(
            $"the usage '{line.Fields[0]}' is unknown",
            "Expected Training, PublicTest or PrivateTest. Repair the line or download the list again.");
        return new FerPlusRow(split, line.Fields[1], Votes(line));
    }

    private static void CheckFields(CsvLine line, string what)
    {
        if (line.Fields.Length != Header.Length)
        {
            throw line.Error(
                $"there are {line.Fields.Length} fields",
                $"Expected {Header.Length}: {what}. Repair the line or download the list again.");
        }
    }

    private static int[] Votes(CsvLine line)
    {
        var votes = new int[FerPlusLabels.VoteCount];
        for (var i = 0; i < votes.Length; i++)
        {
            var text = line.Fields[i + 2];
            // Some copies were saved by tools that write whole numbers as "4.0".
            if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || number != decimal.Truncate(number) || number > 1000)
            {
                throw line.Error(
                    $"the vote count '{text}' in field {i + 3} is no count",
                    "Expected a whole number from 0 to 1000. Repair the line or download the list again.");
            }

            votes[i] = (int)number;
        }

        return votes;
    }
}
