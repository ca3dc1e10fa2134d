using System.Collections.Immutable;

namespace Arbex.Data.Labels;

/// <summary>The classes of public datasets, each in that dataset's order, under the names of <see cref="ExpressionNames"/>.</summary>
public static class KnownLabelSets
{
    /// <summary>Aff-Wild2 and the ABAW challenges from the third on.</summary>
    public static LabelSet AffWild2 { get; } =
        new("neutral", "anger", "disgust", "fear", "happiness", "sadness", "surprise", "other");

    /// <summary>RAF-DB, basic expressions.</summary>
    public static LabelSet RafDb { get; } =
        new("surprise", "fear", "disgust", "happiness", "sadness", "anger", "neutral");

    /// <summary>FER2013.</summary>
    public static LabelSet Fer2013 { get; } =
        new("anger", "disgust", "fear", "happiness", "sadness", "surprise", "neutral");

    /// <summary>FER+.</summary>
    public static LabelSet FerPlus => LabelSet.FerPlus;

    /// <summary>AffectNet with eight classes.</summary>
    public static LabelSet AffectNet8 { get; } =
        new("neutral", "happiness", "sadness", "surprise", "fear", "disgust", "anger", "contempt");

    /// <summary>AffectNet without contempt.</summary>
    public static LabelSet AffectNet7 { get; } = new(AffectNet8.Names.Take(7));

    /// <summary>FERG-DB, in the order of its folders.</summary>
    public static LabelSet Ferg { get; } =
        new("anger", "disgust", "fear", "happiness", "neutral", "sadness", "surprise");

    /// <summary>CK+ as emotion files number it, with neutral first frames.</summary>
    public static LabelSet CkPlus8 { get; } =
        new("neutral", "anger", "contempt", "disgust", "fear", "happiness", "sadness", "surprise");

    /// <summary>CK+ as emotion files number it, from 1.</summary>
    public static LabelSet CkPlus7 { get; } = new(CkPlus8.Names.Skip(1));

    /// <summary>The 48x48 pictures of CK+ in the order in which they are commonly used.</summary>
    public static LabelSet Ck48 { get; } =
        new("anger", "disgust", "fear", "happiness", "sadness", "surprise", "contempt");

    /// <summary>All of them, by the name that <c>--labels</c> takes.</summary>
    public static ImmutableSortedDictionary<string, LabelSet> ByName { get; } = new Dictionary<string, LabelSet>
    {
        ["affwild2"] = AffWild2,
        ["rafdb"] = RafDb,
        ["fer2013"] = Fer2013,
        ["ferplus"] = FerPlus,
        ["affectnet8"] = AffectNet8,
        ["affectnet7"] = AffectNet7,
        ["ferg"] = Ferg,
        ["ckplus8"] = CkPlus8,
        ["ckplus"] = CkPlus7,
        ["ck48"] = Ck48,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
