namespace Arbex.Data.Readers;

/// <summary>Decides the class names of an image folder and their order.</summary>
internal static class ImageFolderClasses
{
    /// <summary>The optional list of classes in the root.</summary>
    public const string FileName = "classes.txt";

    /// <summary>Takes the classes from the list where there is one, else from the folders.</summary>
    /// <param name="files">The dataset's folder.</param>
    /// <param name="scan">The class folders.</param>
    /// <exception cref="DatasetFormatException">Fewer than two classes, or the list repeats a name or lists one that no
    /// split has.</exception>
    public static LabelSet Resolve(DatasetFiles files, ImageFolderScan scan)
    {
        var found = scan.Classes.Select(folder => folder.Name).Distinct().Order(StringComparer.Ordinal).ToArray();
        var names = files.HasFile(FileName) ? Listed(files, found) : found;
        return names.Length >= 2
            ? new LabelSet(names)
            : throw new DatasetFormatException(
                $"'{files.Root}' has {names.Length} class folders ({string.Join(", ", names)}). Expected at least 2, as "
                + "root/class/picture or root/train/class/picture. Sort the pictures into one folder a class.")
            {
                IsLayoutMissing = true,
            };
    }

    private static string[] Listed(DatasetFiles files, string[] found)
    {
        var list = files.FullPath(FileName);
        var names = new List<string>();
        var number = 0;
        foreach (var text in files.Lines(FileName))
        {
            number++;
            var name = text.Trim();
            if (name.Length == 0)
            {
                continue;
            }

            if (names.Contains(name, StringComparer.Ordinal))
            {
                throw new DatasetFormatException(
                    $"{list}, line {number}: the class '{name}' is listed twice. Expected every class once. Remove one "
                    + "of the lines.");
            }

            if (!found.Contains(name, StringComparer.Ordinal))
            {
                throw new DatasetFormatException(
                    $"{list}, line {number}: there is no folder for the class '{name}'. Expected one of "
                    + $"{string.Join(", ", found)}. Correct the line or add the folder with its pictures.");
            }

            names.Add(name);
        }

        return [.. names];
    }
}
