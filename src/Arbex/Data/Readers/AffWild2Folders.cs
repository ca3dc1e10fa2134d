namespace Arbex.Data.Readers;

/// <summary>Finds the folders of Aff-Wild2, whose names differ between the challenges that published it.</summary>
/// <remarks>
/// Annotations are a folder with EXPR in its path that holds parts such as <c>Train_Set</c>, whatever lies around it. Frames are the
/// folders that hold folders named as the annotated videos; there may be several, since later challenges added videos.
/// </remarks>
internal static class AffWild2Folders
{
    /// <summary>Levels of folders below the root that are looked at.</summary>
    private const int Deepest = 4;

    /// <summary>More folders than this side by side are videos.</summary>
    private const int MostSideBySide = 64;

    /// <summary>The names of the first editions; the newer goes first.</summary>
    private static readonly string[] KnownAnnotations =
    [
        "annotations/EXPR_Classification_Challenge", "EXPR_Classification_Challenge",
        "annotations/EXPR_Set", "EXPR_Set",
    ];

    private static readonly string[] KnownFrames =
        ["crops_aligned/crops_aligned", "crops_aligned", "cropped_aligned/cropped_aligned", "cropped_aligned"];

    /// <summary>The folders of annotations, the one to use first; none where there is none.</summary>
    /// <param name="files">The dataset's folder.</param>
    public static string[] Annotations(DatasetFiles files)
    {
        string[] known = [.. KnownAnnotations.Select(files.FindFolder).OfType<string>().Distinct()];
        string[] found = [.. Below(files, "", 0).Where(folder => IsAnnotations(files, folder)).Except(known)];
        return
        [
            .. known.Concat(found.OrderBy(IsOlder).ThenBy(folder => folder, StringComparer.Ordinal)).OrderBy(IsOlder),
        ];
    }

    /// <summary>The folders with one folder a video, those of aligned faces first; perhaps none.</summary>
    /// <param name="files">The dataset's folder.</param>
    /// <param name="annotations">The folder of annotations, which holds no frames.</param>
    /// <param name="isVideo">Whether a folder's name is that of an annotated video.</param>
    public static string[] Frames(DatasetFiles files, string annotations, Func<string, bool> isVideo)
    {
        var found = new List<string>();
        Search("", 0);
        if (found.Count == 0)
        {
            found.AddRange(KnownFrames.Select(files.FindFolder).OfType<string>().Take(1));
        }

        return
        [
            .. found.OrderBy(folder => Array.IndexOf(KnownFrames, folder) is var known and >= 0 ? known : KnownFrames.Length)
                .ThenBy(folder => folder.Contains("align", StringComparison.OrdinalIgnoreCase) ? 0 : 1)
                .ThenBy(folder => folder, StringComparer.Ordinal),
        ];

        void Search(string folder, int depth)
        {
            if (folder == annotations)
            {
                return;
            }

            var inner = files.Folders(folder);
            if (folder.Length > 0 && inner.Any(isVideo))
            {
                found.Add(folder);
            }
            else if (depth < Deepest && inner.Length <= MostSideBySide)
            {
                foreach (var name in inner)
                {
                    Search(Path.Join(folder, name).Replace('\\', '/'), depth + 1);
                }
            }
        }
    }

    private static IEnumerable<string> Below(DatasetFiles files, string folder, int depth)
    {
        yield return folder;
        var inner = depth < Deepest ? files.Folders(folder) : [];
        foreach (var name in inner.Length <= MostSideBySide ? inner : [])
        {
            // Frames lie in folders of their own, and listing those of hundreds of videos takes long.
            if (name.Contains("crop", StringComparison.OrdinalIgnoreCase) || SplitFolders.SplitOf(name) is not null)
            {
                continue;
            }

            foreach (var deeper in Below(files, folder.Length == 0 ? name : $"{folder}/{name}", depth + 1))
            {
                yield return deeper;
            }
        }
    }

    private static bool IsAnnotations(DatasetFiles files, string folder) =>
        (folder.Length > 0 ? folder : files.Root).Contains("EXPR", StringComparison.OrdinalIgnoreCase)
        && SplitFolders.In(files, folder).Length > 0;

    /// <summary>The seven classes of the first challenges go behind the eight of the later ones.</summary>
    private static int IsOlder(string folder) => folder.Contains("EXPR_Set", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
}
