using System.Collections.Immutable;
using Arbex.Data.Readers;

namespace Arbex.Data;

/// <summary>The datasets that Arbex reads, by name.</summary>
public static class DatasetCatalog
{
    /// <summary>All of them, in the order in which help lists them.</summary>
    public static ImmutableArray<DatasetKind> Kinds { get; } =
    [
        AffectNetReader.Kind7,
        AffectNetReader.Kind8,
        AffWild2Reader.Kind,
        Ck48Reader.Kind,
        CkPlusReader.Kind,
        Fer2013Reader.Kind,
        FergReader.Kind,
        FerPlusReader.Kind,
        FerPlusListReader.Kind,
        ImageFolderReader.Kind,
        JaffeReader.Kind,
        ManifestReader.Kind,
        RafDbReader.Kind,
    ];

    /// <summary>Finds a dataset's reader.</summary>
    /// <param name="name">One of the names in <see cref="Kinds"/>.</param>
    /// <exception cref="ArbexException">There is none of this name.</exception>
    public static DatasetKind Find(string name) =>
        Kinds.FirstOrDefault(kind => kind.Name == name)
        ?? throw new ArbexException(
            $"There is no dataset '{name}'. Expected one of {string.Join(", ", Kinds.Select(kind => kind.Name))}.");

    /// <summary>Opens a dataset without decoding a picture; a large one that was opened before opens fast.</summary>
    /// <param name="name">One of the names in <see cref="Kinds"/>.</param>
    /// <param name="path">The dataset's folder, or its list where the kind takes one.</param>
    /// <param name="options">What may be chosen; null for the defaults.</param>
    /// <param name="cache">Where indexes are kept; null for the user's cache folder.</param>
    /// <returns>The dataset and what its reader told of it.</returns>
    /// <exception cref="ArbexException">There is no such dataset, folder or list, or a line is malformed.</exception>
    public static (IFaceDataset Dataset, DatasetIndex Index) Open(
        string name, string path, DatasetReadOptions? options = null, IndexCache? cache = null)
    {
        var kind = Find(name);
        var (root, chosen) = kind.Locate(path, options ?? new DatasetReadOptions());
        cache ??= new IndexCache();
        var (found, index) = OuterFolder.Open(
            root,
            folder => cache.Open(
                new DatasetFiles(folder, kind.Expected),
                $"{kind.Name} {chosen.Key}",
                files => WithCommonFindings(kind.Read(files, chosen), files)));
        return (kind.Attach(found, index), index);
    }

    /// <summary>Adds what is looked for in every dataset alike.</summary>
    private static DatasetIndex WithCommonFindings(DatasetIndex index, DatasetFiles files)
    {
        var problems = new ProblemList();
        foreach (var path in files.SpecialFiles)
        {
            problems.Add("named pipes, sockets or devices are no files", path);
        }

        return index with { Problems = [.. index.Problems, .. problems.Sentences(), .. SimilarClasses.Warnings(index.Labels)] };
    }
}
