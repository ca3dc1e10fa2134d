using System.Collections.Immutable;
using Arbex.Data.Labels;

namespace Arbex.Data.Readers;

/// <summary>FERG-DB: 55,767 rendered faces of six drawn characters, seven expressions.</summary>
/// <remarks>
/// Aneja et al., ACCV 2016. Pictures lie in folders named <c>CHARACTER_EMOTION</c>, at any depth:
/// <code>
/// FERG_DB_256/aia/aia_anger/aia_anger_1.png
/// </code>
/// A folder named by the emotion alone belongs to the character that the folder above it names. There is no official
/// split: all pictures are for training. Those of one character are nearly the same, so characters are the groups.
/// </remarks>
internal static class FergReader
{
    private const int Published = 55_767;

    private static readonly string[] Emotions = ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"];

    private static readonly LabelSet Labels =
        new("anger", "disgust", "fear", "happiness", "neutral", "sadness", "surprise");

    public static DatasetKind Kind { get; } = new(
        "ferg",
        "FERG-DB, six drawn characters",
        "Expected folders such as aia/aia_anger with pictures, at any depth.",
        Read);

    private static DatasetIndex Read(DatasetFiles files, DatasetReadOptions options)
    {
        var oneHot = FaceSample.OneHots(Labels.Count);
        var problems = new ProblemList();
        var builder = new SampleIndexBuilder();
        foreach (var (folder, name) in PictureFiles.AtAnyDepth(files, problems))
        {
            var (character, label) = Meaning(folder);
            if (label < 0 || character.Length == 0)
            {
                problems.Add("pictures lie in folders that name no character and emotion", Path.Join(folder, name));
            }
            else
            {
                builder.Add(folder, name, DataSplit.Train, oneHot[label], character);
            }
        }

        return builder.Count > 0
            ? new DatasetIndex
            {
                Name = "FERG-DB",
                Labels = Labels,
                Samples = builder.Build(),
                Problems = [.. problems.Sentences(), .. Shortfall(builder.Count)],
            }
            : throw new DatasetFormatException(
                $"'{files.Root}' has no picture of FERG-DB. {Kind.Expected} Emotions: {string.Join(", ", Emotions)}. "
                + "Unpack the archive there or correct the path.");
    }

    /// <summary>The character and the emotion of a folder's pictures, the latter -1 where it names none.</summary>
    private static (string Character, int Label) Meaning(string folder)
    {
        var parts = folder.Split('/');
        var mark = parts[^1].LastIndexOf('_');
        var label = ExpressionNames.Canonical(parts[^1][(mark + 1)..]) is { } meaning ? Labels.IndexOf(meaning) : -1;
        return (mark > 0 ? parts[^1][..mark] : mark < 0 && parts.Length > 1 ? parts[^2] : "", label);
    }

    private static ImmutableArray<string> Shortfall(int count) =>
        count == Published ? [] : [$"{count} pictures were found; FERG-DB was published with {Published}."];
}
