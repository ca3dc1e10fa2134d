using System.Text;

namespace Arbex.Cli.Predict;

/// <summary>A record of a text file of answers, and where it stands.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The byte behind its end.</param>
/// <param name="Text">Its text without the end.</param>
internal sealed record AnswerRecord(long Start, long End, string Text)
{
    private const int Longest = 1 << 26;

    /// <summary>Reads a file record by record. One that a break cut short is left out, and so is all from a record on that is far longer than
    /// any answer.</summary>
    /// <param name="stream">The file; read from where it stands, which is its beginning.</param>
    /// <param name="hasQuotes">Whether an end of line inside quotes belongs to the record, as in CSV.</param>
    public static IEnumerable<AnswerRecord> Read(Stream stream, bool hasQuotes)
    {
        var record = new MemoryStream();
        var block = new byte[1 << 16];
        var (start, position, isQuoted) = (0L, 0L, false);
        for (int read; (read = stream.Read(block)) > 0;)
        {
            var from = 0;
            for (var i = 0; i < read; i++)
            {
                isQuoted ^= hasQuotes && block[i] == (byte)'"';
                if (block[i] != (byte)'\n' || isQuoted)
                {
                    continue;
                }

                record.Write(block, from, i - from);
                yield return new AnswerRecord(start, position + i + 1, Encoding.UTF8.GetString(record.GetBuffer(), 0, (int)record.Length));
                record.SetLength(0);
                (from, start) = (i + 1, position + i + 1);
            }

            record.Write(block, from, read - from);
            position += read;
            if (record.Length > Longest)
            {
                yield break;
            }
        }
    }
}
