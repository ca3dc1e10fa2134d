namespace Arbex.Data.Readers;

/// <summary>AffectNet's full release: two tables with face boxes, and pictures in many folders.</summary>
internal static class AffectNetTable
{
    private static readonly string[] TableFolders =
        ["", "Manually_Annotated_file_lists/", "Manually_Annotated/Manually_Annotated_file_lists/"];

    private static readonly string[] ImageFolders =
        ["Manually_Annotated_Images", "Manually_Annotated/Manually_Annotated_Images", "Manually_Annotated"];

    private static readonly (string File, DataSplit Split)[] Tables =
        [("training.csv", DataSplit.Train), ("validation.csv", DataSplit.Valid)];

    // Copies of validation.csv without a header occur; the order of columns is the same then.
    private static readonly string[] UsualHeader =
    [
        "subDirectory_filePath", "face_x", "face_y", "face_width", "face_height", "facial_landmarks", "expression", "valence",
        "arousal",
    ];

    /// <summary>Adds the samples of this layout; false where it is not there.</summary>
    public static bool TryRead(DatasetFiles files, AffectNetSamples samples)
    {
        var folder = TableFolders.FirstOrDefault(folder => Tables.Any(table => files.FindFile(folder + table.File) is not null));
        if (folder is null)
        {
            return false;
        }

        var images = ImageFolders.Select(files.FindFolder).OfType<string>().FirstOrDefault() ?? throw new DatasetFormatException(
            $"'{files.Root}' has {folder}training.csv but no {ImageFolders[0]}. Expected the pictures there. Unpack them.");
        var present = new PresentFiles(files);
        foreach (var (file, split) in Tables)
        {
            if (files.FindFile(folder + file) is { } table)
            {
                Add(files, table, split, images, present, samples);
            }
            else
            {
                samples.Problems.Add("tables are missing", folder + file);
            }
        }

        return true;
    }

    private static void Add(
        DatasetFiles files, string table, DataSplit split, string images, PresentFiles present, AffectNetSamples samples)
    {
        ListHeader? header = null;
        var odd = new OddLines(samples.Problems, $"lines of {table} are not understood");
        foreach (var line in files.Records(table))
        {
            if (header is null)
            {
                var named = line.Fields.Contains(UsualHeader[0], StringComparer.OrdinalIgnoreCase);
                header = new ListHeader(named ? line : line with { Fields = UsualHeader });
                foreach (var column in UsualHeader.Where(column => column != "facial_landmarks" && column is not ("valence" or "arousal")))
                {
                    header.Require(column);
                }

                if (named)
                {
                    continue;
                }
            }

            if (odd.TryRead(() => Code(line, header), out var code) && samples.Keeps(code))
            {
                AddFace(line, header, code, split, images, present, samples, odd);
            }
        }

        odd.Check();
    }

    private static int Code(CsvLine line, ListHeader header)
    {
        header.Check(line);
        return AffectNetSamples.Code(line.Fields[header.Require("expression")], $"{line.Path}, line {line.Number}");
    }

    private static void AddFace(
        CsvLine line, ListHeader header, int code, DataSplit split, string images, PresentFiles present, AffectNetSamples samples,
        OddLines odd)
    {
        var path = $"{images}/{line.Fields[header.Require("subDirectory_filePath")]}";
        if (!present.Contains(path))
        {
            samples.Problems.Add("pictures named in the tables are missing", path);
            return;
        }

        int Side(string column) => WholeNumber.TryParse(line.Fields[header.Require(column)], out var value)
            ? value
            : throw line.Error($"'{column}' is no whole number", "Expected the face box in pixels. Repair the line.");

        if (!odd.TryRead(() => new FaceBox(Side("face_x"), Side("face_y"), Side("face_width"), Side("face_height")), out var box))
        {
            return;
        }

        if (box.Width < 1 || box.Height < 1)
        {
            samples.Problems.Add("faces have an empty box", path);
        }
        else
        {
            samples.Add(box.IdIn(path), split, code);
        }
    }
}
