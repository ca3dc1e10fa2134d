using System.Collections.Immutable;
using Arbex.Data.Labels;

namespace Arbex.Data.Readers;

/// <summary>Collects the samples of any layout of AffectNet and drops the codes that are no class.</summary>
internal sealed class AffectNetSamples
{
    private const int LargestCode = 10;

    private static readonly string[] NoExpression = ["none", "uncertain", "no face"];

    private readonly ImmutableArray<float>[] _oneHot;
    private readonly SampleIndexBuilder _builder = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly int[] _dropped = new int[LargestCode + 1];

    public AffectNetSamples(LabelSet labels)
    {
        Labels = labels;
        _oneHot = FaceSample.OneHots(labels.Count);
    }

    public LabelSet Labels { get; }

    public ProblemList Problems { get; } = new();

    /// <summary>Reads an expression's code, 0 to 10; an error about its place where it is none.</summary>
    /// <param name="text">As written.</param>
    /// <param name="place">File and line, for the message.</param>
    public static int Code(string text, string place) =>
        WholeNumber.TryParse(text, out var code) && code >= 0 && code <= LargestCode
            ? code
            : throw new DatasetFormatException(
                $"{place}: the expression '{text}' is unknown. Expected a code from 0 to {LargestCode}. Repair it or download the "
                + "list again.");

    /// <summary>Whether a code is one of the classes; counts it where it is not.</summary>
    public bool Keeps(int code)
    {
        _dropped[code] += code < Labels.Count ? 0 : 1;
        return code < Labels.Count;
    }

    /// <summary>Adds a sample of a class that <see cref="Keeps"/> accepted; a second one of the same id is a problem.</summary>
    public void Add(string id, DataSplit split, int code)
    {
        if (_ids.Add(id))
        {
            _builder.Add(id, split, _oneHot[code]);
        }
        else
        {
            Problems.Add("lines name a picture that an earlier line named", id);
        }
    }

    /// <summary>Makes the index.</summary>
    /// <param name="files">The dataset's folder, for the message where nothing was found.</param>
    /// <param name="layout">The layout that was found, for the name.</param>
    public DatasetIndex Build(DatasetFiles files, string layout)
    {
        if (_builder.Count == 0)
        {
            throw new DatasetFormatException(
                $"'{files.Root}' has no picture of the {Labels.Count} classes ({layout}; {string.Join(' ', Problems.Sentences())}). "
                + "Expected the pictures that the lists name. Unpack them there.");
        }

        var samples = _builder.Build();
        var counts = samples.CountClasses(Enumerable.Range(0, samples.Count), Labels.Count);
        var empty = Labels.Names.Where((_, k) => counts[k] == 0).ToArray();
        return new DatasetIndex
        {
            Name = $"AffectNet-{Labels.Count} ({layout})",
            Labels = Labels,
            Samples = samples,
            Problems = [.. Problems.Sentences(), .. empty.Select(name => $"The class {name} has no picture.")],
            LeftOut = DatasetIndex.Counts(
                [.. _dropped.Select((count, code) => ($"expression {CodeName(code)}", count))]),
        };
    }

    private static string CodeName(int code) =>
        code < KnownLabelSets.AffectNet8.Count
            ? KnownLabelSets.AffectNet8[code]
            : NoExpression[code - KnownLabelSets.AffectNet8.Count];
}
