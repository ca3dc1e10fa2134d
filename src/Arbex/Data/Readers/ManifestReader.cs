using System.Globalization;

namespace Arbex.Data.Readers;

/// <summary>One's own pictures, listed in a CSV or Parquet file.</summary>
/// <remarks>
/// The columns, in any order:
/// <list type="bullet">
/// <item><c>path</c>: the picture, relative to the manifest's folder and below it;</item>
/// <item><c>label</c>: the class's name; or, without this column, one column a class with its probability or number of
/// votes, which are scaled to sum to 1; every row has the same sum, and columns of row numbers are left out;</item>
/// <item><c>group</c>, optional: subject or video; an empty field means a group of its own;</item>
/// <item><c>split</c>, optional: train, valid or test; without the column all are for training.</item>
/// </list>
/// Classes are in the order of their columns, or of their names (numbers by value). A <c>classes.txt</c> beside the manifest,
/// one name a line, decides otherwise; what it does not list is left out.
/// </remarks>
internal static class ManifestReader
{
    /// <summary>The optional list of classes beside a manifest.</summary>
    public const string ClassList = "classes.txt";

    private static readonly string[] UsualNames = ["manifest.csv", "manifest.parquet"];

    public static DatasetKind Kind { get; } = new(
        "manifest",
        "Own pictures, listed",
        "Expected a CSV or Parquet file with the columns path and label, or a folder with manifest.csv or manifest.parquet.",
        Read)
    {
        Locate = (path, options) => File.Exists(path)
            ? (Path.GetDirectoryName(Path.GetFullPath(path))!, options with { Manifest = Path.GetFileName(path) })
            : (path, options),
    };

    private static DatasetIndex Read(DatasetFiles files, DatasetReadOptions options)
    {
        var manifest = options.Manifest ?? UsualNames.Select(files.FindFile).OfType<string>().FirstOrDefault();
        if (manifest is null || !files.HasFile(manifest))
        {
            throw new DatasetFormatException(
                $"'{files.Root}' has no {manifest ?? string.Join(" or ", UsualNames)}. {Kind.Expected} Correct the path.")
            {
                IsLayoutMissing = options.Manifest is null,
            };
        }

        var listed = files.HasFile(ClassList) ? Listed(files) : null;
        var problems = new ProblemList();
        var (rows, columns) = Rows(files, manifest, listed, problems);
        if (rows.Count == 0)
        {
            throw NothingFound(files, manifest, problems);
        }

        var labels = columns.Classes ?? listed ?? Named(files, manifest, rows);
        var oneHot = FaceSample.OneHots(labels.Count);
        var builder = new SampleIndexBuilder(rows.Count);
        foreach (var row in rows)
        {
            if (row.Label is null)
            {
                builder.Add(row.Id, row.Split, row.Distribution, row.Group);
            }
            else if (labels.IndexOf(row.Label) is var label and >= 0)
            {
                builder.Add(row.Id, row.Split, oneHot[label], row.Group);
            }
            else
            {
                problems.Add($"lines of {manifest} have a class that {ClassList} does not list", row.Label);
            }
        }

        var folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(files.Root)));
        return new DatasetIndex
        {
            Name = $"Manifest ({folder}/{manifest})",
            Labels = labels,
            Samples = builder.Count > 0 ? builder.Build() : throw NothingFound(files, manifest, problems),
            Problems =
            [
                .. columns.Unused.Select(name => $"The column '{name}' of {manifest} is not used."), .. problems.Sentences(),
            ],
            Remarks = columns.Classes is { } taken && !columns.IsListed
                ? [$"The columns {string.Join(", ", taken.Names)} of {manifest} are taken for classes."]
                : [.. NumberedClasses.Remarks(labels)],
        };
    }

    private static (List<ManifestRow> Rows, ManifestColumns Columns) Rows(
        DatasetFiles files, string manifest, LabelSet? listed, ProblemList problems)
    {
        var present = new PresentFiles(files);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var rows = new List<ManifestRow>();
        ManifestColumns? columns = null;
        var lines = Path.GetExtension(manifest).Equals(".parquet", StringComparison.OrdinalIgnoreCase)
            ? ParquetTable.Read(files.FullPath(manifest), Choose)
            : files.Records(manifest);
        foreach (var line in lines)
        {
            if (columns is null)
            {
                // Spreadsheets write a byte order mark, which a text reader removes; fields are trimmed already.
                Choose(line, _ => true);
                continue;
            }

            var row = columns.Row(line);
            if (!present.Contains(row.Id))
            {
                problems.Add($"pictures named in {manifest} are missing", row.Id);
            }
            else if (!ids.Add(row.Id))
            {
                problems.Add($"lines of {manifest} name a picture that an earlier line named", row.Id);
            }
            else
            {
                rows.Add(row);
            }
        }

        columns?.End();
        return columns is null
            ? throw new DatasetFormatException($"'{files.FullPath(manifest)}' is empty. {Kind.Expected} Write one line a picture.")
            : (rows, columns);

        IReadOnlySet<int> Choose(CsvLine header, Func<int, bool> mayBeClass)
        {
            columns = new ManifestColumns(header, listed, mayBeClass);
            return columns.Used;
        }
    }

    private static LabelSet Named(DatasetFiles files, string manifest, List<ManifestRow> rows)
    {
        var names = rows.Select(row => row.Label!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (names.All(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            names = [.. names.OrderBy(name => int.Parse(name, NumberStyles.None, CultureInfo.InvariantCulture))];
        }

        return names.Length >= 2
            ? new LabelSet(names)
            : throw new DatasetFormatException(
                $"'{files.FullPath(manifest)}' has {names.Length} classes ({string.Join(", ", names)}) among the pictures that are there. "
                + $"Expected at least 2. Add pictures of another class, or list the classes in {ClassList}.");
    }

    private static DatasetFormatException NothingFound(DatasetFiles files, string manifest, ProblemList problems) => new(
        $"'{files.FullPath(manifest)}' names no picture that can be used ({string.Join(' ', problems.Sentences())}). Expected paths "
        + "relative to its folder, and classes that are listed. Correct them.");

    private static LabelSet Listed(DatasetFiles files)
    {
        var names = files.Lines(ClassList).Select(name => name.Trim()).Where(name => name.Length > 0).ToArray();
        return names.Length >= 2 && names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? new LabelSet(names)
            : throw new DatasetFormatException(
                $"'{files.FullPath(ClassList)}' has {names.Length} names, or one twice. Expected at least 2 different names, one a line. "
                + "Correct it.");
    }
}
