namespace Arbex.Data.Readers;

/// <summary>One line of a list with pictures inside.</summary>
/// <param name="Line">Line number, from 1, for messages.</param>
/// <param name="Emotion">The class code as written, trimmed.</param>
/// <param name="Usage">The part as written, trimmed.</param>
/// <param name="Start">Where the grey values start in the file, in bytes.</param>
/// <param name="Length">Their length in bytes.</param>
internal readonly record struct PixelListRow(int Line, string Emotion, string Usage, long Start, int Length)
{
    /// <summary>What is wrong with the line, which keeps its place in the list; null where it is as expected.</summary>
    public DatasetFormatException? Error { get; init; }
}
