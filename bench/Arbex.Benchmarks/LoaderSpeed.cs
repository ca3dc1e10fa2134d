using System.Diagnostics;
using System.Globalization;
using Arbex.Data;
using Arbex.Data.Packing;
using Arbex.Training;

namespace Arbex.Benchmarks;

/// <summary>How fast training pictures of FER+ get to the network, from PNG files, from a pack and from memory.</summary>
/// <remarks>
/// Needs FER+, unpacked, at data/ferplus below the folder named by ARBEX_SHARED, and runs in the repository's root. The
/// files are read once before, so that the disk has no part in it.
/// </remarks>
internal static class LoaderSpeed
{
    private const int Workers = 2;
    private const int Repeats = 5;

    public static void Run(TextWriter output)
    {
        var shared = Environment.GetEnvironmentVariable("ARBEX_SHARED")
            ?? throw new ArbexException("ARBEX_SHARED is not set. Expected the folder with data/ferplus.");
        var files = DatasetCatalog.Open(
            "ferplus", Path.Combine(shared, "data", "ferplus"), new DatasetReadOptions { LabelRule = FerPlusLabelRule.Distribution })
            .Dataset;
        var recipe = RecipeFile.Read(Path.Combine("recipes", "ferplus-compact.json"));
        var folder = Directory.CreateTempSubdirectory("arbex-loader-");
        try
        {
            var path = Path.Combine(folder.FullName, "ferplus.pack");
            var started = Stopwatch.GetTimestamp();
            var summary = PackWriter.Write(files, path, new PackOptions { Workers = Workers });
            var packing = Stopwatch.GetElapsedTime(started);
            started = Stopwatch.GetTimestamp();
            using var packed = PackedDataset.Open(files, path);
            var opening = Stopwatch.GetElapsedTime(started);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{summary.Samples:n0} pictures packed in {packing.TotalSeconds:f1} s to {summary.Bytes / 1e6:f0} MB, "
                + $"opened in {opening.TotalSeconds:f2} s."));
            output.WriteLine(
                $"Epochs of training pictures with the recipe's augmentation, {Workers} workers on "
                + $"{Environment.ProcessorCount} processors, median of {Repeats}.");
            output.WriteLine();
            output.WriteLine("| source | images/s |");
            output.WriteLine("|---|---|");
            (string Name, IFaceDataset Dataset)[] sources =
                [("PNG files", files), ("pack", packed), ("memory", new CachedFaceDataset(files))];
            var epochs = sources.Select(source => new List<double>()).ToArray();
            for (var i = 0; i <= Repeats; i++)
            {
                // In turns, so that what else the machine does falls on all of them alike; the first turn warms up.
                for (var s = 0; s < sources.Length; s++)
                {
                    epochs[s].Add(ImagesPerSecond(sources[s].Dataset, recipe, epoch: i));
                }
            }

            foreach (var (source, speeds) in sources.Zip(epochs))
            {
                var median = speeds.Skip(1).Order().ElementAt(Repeats / 2);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {source.Name} | {median:n0} |"));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double ImagesPerSecond(IFaceDataset dataset, Recipe recipe, int epoch)
    {
        var loader = new BatchLoader(
            dataset,
            BatchOptions.ForTraining(recipe),
            new LoaderOptions { Workers = Workers });
        var samples = dataset.Samples.Positions(DataSplit.Train);
        var started = Stopwatch.GetTimestamp();
        var count = loader.Batches(samples, recipe.Seed, epoch).Sum(batch => batch.Count);
        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
