using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Arbex.Data.Readers;

/// <summary>JAFFE: 213 posed faces of ten Japanese women, seven expressions.</summary>
/// <remarks>
/// Lyons et al., FG 1998. Files are named <c>KA.AN1.39.tiff</c>: subject, expression and its take, serial number; names
/// with stray spaces, without a take or a serial number, or converted to another format occur. The pictures may lie at
/// any depth. There is no official split: all of them are for training, and subjects are the groups.
/// </remarks>
internal static partial class JaffeReader
{
    private const int Published = 213;

    private static readonly string[] Codes = ["AN", "DI", "FE", "HA", "NE", "SA", "SU"];

    private static readonly LabelSet Labels =
        new("anger", "disgust", "fear", "happiness", "neutral", "sadness", "surprise");

    public static DatasetKind Kind { get; } = new(
        "jaffe",
        "JAFFE, ten Japanese women",
        "Expected a folder with pictures named as KA.AN1.39.tiff, at any depth.",
        Read);

    private static DatasetIndex Read(DatasetFiles files, DatasetReadOptions options)
    {
        var oneHot = FaceSample.OneHots(Labels.Count);
        var problems = new ProblemList();
        var builder = new SampleIndexBuilder(Published);
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (folder, name) in PictureFiles.AtAnyDepth(files, problems, IsPicture))
        {
            var compact = string.Concat(name.Where(character => !char.IsWhiteSpace(character)));
            compact = PictureFiles.IsPicture(compact) ? compact : $"{compact}.tiff"; // "KR.SU3.80" lost its ending
            var match = NamePattern().Match(compact);
            if (!match.Success)
            {
                problems.Add("pictures are not named as KA.AN1.39.tiff", Path.Join(folder, name));
            }
            else if (!known.Add(Path.GetFileNameWithoutExtension(compact)))
            {
                // A conversion beside the original would otherwise count twice.
                problems.Add("pictures are copies of others", Path.Join(folder, name));
            }
            else
            {
                var label = Array.IndexOf(Codes, match.Groups[2].Value.ToUpperInvariant());
                builder.Add(folder, name, DataSplit.Train, oneHot[label], match.Groups[1].Value.ToUpperInvariant());
            }
        }

        return builder.Count > 0
            ? new DatasetIndex
            {
                Name = "JAFFE",
                Labels = Labels,
                Samples = builder.Build(),
                Problems = [.. problems.Sentences(), .. Shortfall(builder.Count)],
            }
            : throw new DatasetFormatException(
                $"'{files.Root}' has no picture of JAFFE. {Kind.Expected} Unpack the archive there or "
                + "correct the path.");
    }

    private static bool IsPicture(string name) => PictureFiles.IsPicture(name) || NameWithoutEnding().IsMatch(name);

    private static ImmutableArray<string> Shortfall(int count) =>
        count == Published ? [] : [$"{count} pictures were found; JAFFE was published with {Published}."];

    [GeneratedRegex(
        @"^([A-Z]{2})[.,_-](AN|DI|FE|HA|NE|SA|SU)[0-9?]?([.,_-][0-9]+)?\.[A-Z]+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(
        @"^[A-Z]{2}\.(AN|DI|FE|HA|NE|SA|SU)[0-9?]?\.[0-9]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NameWithoutEnding();
}
