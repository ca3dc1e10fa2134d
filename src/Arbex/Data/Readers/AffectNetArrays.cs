namespace Arbex.Data.Readers;

/// <summary>AffectNet's reduced release: cut faces, and a NumPy file for each annotation of each.</summary>
/// <remarks>The code in <c>ID_exp.npy</c> is a text such as '3', not a number.</remarks>
internal static class AffectNetArrays
{
    private const string Suffix = "_exp.npy";

    private static readonly (string Folder, DataSplit Split)[] Sets =
        [("train_set", DataSplit.Train), ("val_set", DataSplit.Valid), ("valid_set", DataSplit.Valid)];

    /// <summary>Adds the samples of this layout; false where it is not there.</summary>
    public static bool TryRead(DatasetFiles files, AffectNetSamples samples)
    {
        (string Folder, DataSplit Split)[] sets =
        [
            .. Sets.Select(set => (Folder: files.FindFolder($"{set.Folder}/annotations"), set.Split)).Where(set => set.Folder is not null)
                .Select(set => (set.Folder![..set.Folder!.LastIndexOf('/')], set.Split)),
        ];
        var odd = new OddLines(samples.Problems, "annotations are not understood");
        foreach (var (folder, split) in sets)
        {
            var images = Images(files, folder, samples);
            var annotations = files.Files($"{folder}/annotations").Where(name => name.EndsWith(Suffix, StringComparison.Ordinal))
                .Select(name => name[..^Suffix.Length]);
            foreach (var id in annotations.OrderBy(id => WholeNumber.TryParse(id, out var number) ? number : int.MaxValue)
                .ThenBy(id => id, StringComparer.Ordinal))
            {
                if (!images.Remove(id, out var image))
                {
                    samples.Problems.Add("annotations have no picture", $"{folder}/annotations/{id}{Suffix}");
                    continue;
                }

                files.HasFile($"{folder}/annotations/{id}{Suffix}"); // a kept index looks at its time again
                var path = files.FullPath($"{folder}/annotations/{id}{Suffix}");
                if (odd.TryRead(() => AffectNetSamples.Code(NumpyScalar.Read(path), path), out var code) && samples.Keeps(code))
                {
                    samples.Add($"{folder}/images/{image}", split, code);
                }
            }

            foreach (var image in images.Values.Order(StringComparer.Ordinal))
            {
                samples.Problems.Add("pictures have no annotation", $"{folder}/images/{image}");
            }
        }

        odd.Check();
        return sets.Length > 0;
    }

    /// <summary>The pictures by their name without extension.</summary>
    private static Dictionary<string, string> Images(DatasetFiles files, string folder, AffectNetSamples samples)
    {
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in files.Files($"{folder}/images").Where(name => !name.StartsWith('.')))
        {
            if (PictureFiles.ReportUnreadable(samples.Problems, $"{folder}/images", name))
            {
                continue;
            }

            if (!images.TryAdd(Path.GetFileNameWithoutExtension(name), name))
            {
                samples.Problems.Add("pictures have the name of another one but for the ending", $"{folder}/images/{name}");
            }
        }

        return images;
    }
}
