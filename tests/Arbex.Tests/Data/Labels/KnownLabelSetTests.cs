using Arbex.Data;
using Arbex.Data.Labels;

namespace Arbex.Tests.Data.Labels;

public sealed class KnownLabelSetTests
{
    private static readonly string[] Columns =
        ["neutral", "happiness", "sadness", "surprise", "fear", "disgust", "anger", "contempt", "other"];

    /// <summary>Class codes as the datasets' own loaders use them, in the order of the columns; -1 where there is none.</summary>
    public static TheoryData<string, int[]> Codes() => new()
    {
        { "affwild2", [0, 4, 5, 6, 3, 2, 1, -1, 7] },
        { "rafdb", [6, 3, 4, 0, 1, 2, 5, -1, -1] },
        { "fer2013", [6, 3, 4, 5, 2, 1, 0, -1, -1] },
        { "ferplus", [0, 1, 3, 2, 6, 5, 4, 7, -1] },
        { "affectnet8", [0, 1, 2, 3, 4, 5, 6, 7, -1] },
        { "affectnet7", [0, 1, 2, 3, 4, 5, 6, -1, -1] },
        { "ferg", [4, 3, 5, 6, 2, 1, 0, -1, -1] },
        { "ck48", [-1, 3, 4, 5, 2, 1, 0, 6, -1] },
        { "ckplus8", [0, 5, 6, 7, 4, 3, 1, 2, -1] },
        { "ckplus", [-1, 4, 5, 6, 3, 2, 0, 1, -1] },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_dataset_numbers_its_classes_as_its_loaders_do(string name, int[] codes)
    {
        var labels = KnownLabelSets.ByName[name];
        Assert.Equal(codes, Columns.Select(labels.IndexOf));
        Assert.Equal(codes.Count(code => code >= 0), labels.Count);
    }

    [Fact]
    public void Every_known_set_is_in_the_table_and_uses_the_usual_names()
    {
        Assert.Equal(KnownLabelSets.ByName.Keys, Codes().Select(row => row.Data.Item1).Order(StringComparer.Ordinal));
        Assert.All(
            KnownLabelSets.ByName.Values.SelectMany(labels => labels.Names), name => Assert.Equal(name, ExpressionNames.Canonical(name)));
    }

    /// <summary>What a loader that compares bare codes would get wrong.</summary>
    [Fact]
    public void Codes_move_by_name_between_any_two_datasets()
    {
        foreach (var (from, to) in KnownLabelSets.ByName.Values.SelectMany(_ => KnownLabelSets.ByName.Values, (from, to) => (from, to)))
        {
            var mapping = LabelMapping.Between(from, to);
            for (var code = 0; code < from.Count; code++)
            {
                var target = to.IndexOf(from[code]);
                var mapped = mapping.Map(FaceSample.OneHot(code, from.Count));
                Assert.Equal(target >= 0 ? FaceSample.OneHot(target, to.Count) : null, mapped);
            }
        }
    }

    [Theory]
    [InlineData("Happy", "happiness")]
    [InlineData("joy", "happiness")]
    [InlineData(" ANGRY ", "anger")]
    [InlineData("sad", "sadness")]
    [InlineData("surprised", "surprise")]
    [InlineData("Neutral", "neutral")]
    [InlineData("fearful", "fear")]
    [InlineData("disgusted", "disgust")]
    [InlineData("SU", "surprise")]
    [InlineData("3", null)]
    [InlineData("", null)]
    public void Names_that_mean_the_same_have_one_usual_name(string name, string? expected) =>
        Assert.Equal(expected, ExpressionNames.Canonical(name));
}
