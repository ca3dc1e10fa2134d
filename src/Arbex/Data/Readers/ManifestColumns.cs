using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Arbex.Data.Readers;

/// <summary>The meaning of a manifest's columns, and how a line is read by it.</summary>
internal sealed partial class ManifestColumns
{
    private static readonly Dictionary<string, DataSplit> SplitNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = DataSplit.Train,
        ["training"] = DataSplit.Train,
        ["valid"] = DataSplit.Valid,
        ["val"] = DataSplit.Valid,
        ["validation"] = DataSplit.Valid,
        ["test"] = DataSplit.Test,
    };

    private readonly ListHeader _header;
    private readonly int _path;
    private readonly int _label;
    private readonly int _group;
    private readonly int _split;
    private readonly int[] _classes;
    private readonly ManifestSums? _sums;

    /// <summary>Finds the columns.</summary>
    /// <param name="line">The header.</param>
    /// <param name="listed">The classes that classes.txt lists; null without it.</param>
    /// <param name="mayBeClass">Whether a column can hold probabilities, by its type.</param>
    /// <exception cref="DatasetFormatException">The path or the classes are missing.</exception>
    public ManifestColumns(CsvLine line, LabelSet? listed, Func<int, bool> mayBeClass)
    {
        _header = new ListHeader(line);
        _path = _header.Require("path");
        (_label, _group, _split) = (_header.Find("label"), _header.Find("group"), _header.Find("split"));
        IsListed = listed is not null;
        int[] known = [_path, _label, _group, _split];
        var others = Enumerable.Range(0, _header.Names.Length).Except(known).ToArray();
        if (_label >= 0)
        {
            (_classes, Unused) = ([], [.. others.Select(column => _header.Names[column])]);
            return;
        }

        int[] candidates = [.. others.Where(column => mayBeClass(column) && !RowNumbers().IsMatch(_header.Names[column]))];
        Classes = listed ?? (candidates.Length >= 2
            ? new LabelSet(candidates.Select(column => _header.Names[column]))
            : throw line.Error(
                "there is neither a column 'label' nor a column for each of at least 2 classes"
                + (candidates.Length < others.Length ? " (columns without a name or with one such as 'Unnamed: 0' are row numbers)" : ""),
                "Expected path, then label or one column of probabilities a class. Add them."));
        _sums = IsListed ? null : new ManifestSums(Classes);
        _classes = [.. Classes.Names.Select(_header.Require)];
        Unused = [.. others.Except(_classes).Select(column => _header.Names[column])];
    }

    /// <summary>The classes where each has a column; null where a column holds their names.</summary>
    public LabelSet? Classes { get; }

    /// <summary>Whether the classes are listed beside the manifest, not guessed from its columns.</summary>
    public bool IsListed { get; }

    /// <summary>The columns that are read.</summary>
    public IReadOnlySet<int> Used => new[] { _path, _label, _group, _split }.Concat(_classes).Where(column => column >= 0).ToHashSet();

    /// <summary>Columns that mean nothing here.</summary>
    public ImmutableArray<string> Unused { get; }

    /// <summary>Reads a line.</summary>
    /// <exception cref="DatasetFormatException">A field is empty or malformed.</exception>
    public ManifestRow Row(CsvLine line)
    {
        _header.Check(line);
        var path = line.Fields[_path].Replace('\\', '/');
        path = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        if (!PresentFiles.StaysBelowRoot(path))
        {
            throw line.Error(
                $"the path '{path}' is not below the manifest's folder",
                "Expected a relative path without '..'. Put the manifest into a folder above the pictures.");
        }

        return new(
            path,
            _split < 0 ? DataSplit.Train : Split(line),
            _group < 0 || line.Fields[_group].Length == 0 ? null : line.Fields[_group],
            _label < 0 ? null : Label(line),
            _label < 0 ? Distribution(line) : default);
    }

    /// <summary>Ends the table.</summary>
    /// <exception cref="DatasetFormatException">A column cannot be the class that it was taken for.</exception>
    public void End() => _sums?.End();

    private string Label(CsvLine line) => line.Fields[_label] is { Length: > 0 } label
        ? label
        : throw line.Error("the label is empty", "Expected a class's name. Fill it in or remove the line.");

    private DataSplit Split(CsvLine line) => SplitNames.TryGetValue(line.Fields[_split], out var split)
        ? split
        : throw line.Error(
            $"the split '{line.Fields[_split]}' is unknown", $"Expected one of {string.Join(", ", SplitNames.Keys)}. Correct it.");

    private ImmutableArray<float> Distribution(CsvLine line)
    {
        var shares = new double[_classes.Length];
        for (var k = 0; k < shares.Length; k++)
        {
            var text = line.Fields[_classes[k]];
            shares[k] = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
                && share >= 0 && share < 1e9
                ? share
                : throw line.Error(
                    $"'{text}' in the column '{_header.Names[_classes[k]]}' is no probability",
                    "Expected a number of 0 or more. A column that is no class must be left out, or the classes listed in a "
                    + $"{ManifestReader.ClassList} beside the manifest.");
        }

        var sum = shares.Sum();
        if (sum <= 0)
        {
            throw line.Error("all classes have the probability 0", "Expected one above 0. Correct or remove the line.");
        }

        _sums?.Check(line, shares);
        return ImmutableCollectionsMarshal.AsImmutableArray(Array.ConvertAll(shares, share => (float)(share / sum)));
    }

    /// <summary>Names that tables give to a column of row numbers when they are written.</summary>
    [GeneratedRegex(
        @"^(|index|row|row_?(number|id|names?)|Unnamed: ?\d+(\.\d+)*(_level_\d+)?|level_\d+|__index_level_\d+__|column\d+"
        + @"|\.\.\.\d+|X\.?\d*)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RowNumbers();
}
