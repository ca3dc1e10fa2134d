using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Arbex.Data;

namespace Arbex.Benchmarks;

/// <summary>
/// Opens a simulated Aff-Wild2 of 546 videos: annotation files and folders of numbered frames as published, the frames
/// being hard links to one picture a video. Each opening is a process of its own, so that its memory is its own.
/// </summary>
internal static partial class DatasetScale
{
    /// <summary>Videos of Aff-Wild2's expression track.</summary>
    private const int Videos = 546;

    private const string Header = "Neutral,Anger,Disgust,Fear,Happiness,Sadness,Surprise,Other";

    /// <summary>Measures from a hundredth of the rows up to all of them.</summary>
    public static void Run(TextWriter output, int rows)
    {
        output.WriteLine("| annotation rows | samples | first open (s) | second open (s) | one epoch's refinement (s) | peak resident memory (MiB) |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (var size in new[] { rows / 100, rows / 10, rows })
        {
            var root = Directory.CreateTempSubdirectory("arbex-scale-");
            try
            {
                Simulate(root.FullName, size);
                // The kept index trusts nothing that changed within the last two seconds.
                Thread.Sleep(TimeSpan.FromSeconds(3));
                var first = OpenInProcess(root.FullName);
                var second = OpenInProcess(root.FullName);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {size:n0} | {first[0]:n0} | {first[1]:f2} | {second[1]:f2} | {Math.Max(first[2], second[2]):f2} | {Math.Max(first[3], second[3]):f0} |"));
                output.Flush();
            }
            finally
            {
                root.Delete(recursive: true);
            }
        }
    }

    /// <summary>What each process measures: samples, seconds to open, seconds to refine, peak MiB.</summary>
    public static void Open(TextWriter output, string root)
    {
        var started = Stopwatch.GetTimestamp();
        var (dataset, _) = DatasetCatalog.Open("affwild2", root, cache: new IndexCache(Path.Combine(root, "cache")));
        var opened = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var train = dataset.Samples.Positions(DataSplit.Train);
        started = Stopwatch.GetTimestamp();
        var epoch = DataRefinement.SelectEpoch(dataset.Samples, train, new DataRefinementOptions(), seed: 1, epoch: 0);
        var refined = Stopwatch.GetElapsedTime(started).TotalSeconds;
        GC.KeepAlive(epoch);
        using var self = Process.GetCurrentProcess();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{dataset.Samples.Count} {opened:f4} {refined:f4} {self.PeakWorkingSet64 / 1048576.0:f1}"));
    }

    private static double[] OpenInProcess(string root)
    {
        using var child = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, [.. HostArguments(), "scale-open", root])
        { RedirectStandardOutput = true })!;
        var line = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0
            ? [.. line.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"Opening '{root}' failed with exit code {child.ExitCode}.");
    }

    /// <summary>The program itself, where it runs by its own host or by <c>dotnet</c>.</summary>
    private static string[] HostArguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [typeof(DatasetScale).Assembly.Location]
            : [];

    private static void Simulate(string root, int rows)
    {
        for (var video = 0; video < Videos; video++)
        {
            var name = $"video{video:D3}";
            var split = video % 4 == 0 ? "Validation_Set" : "Train_Set";
            var lists = Directory.CreateDirectory(Path.Combine(root, "annotations", "EXPR_Classification_Challenge", split));
            var frames = Directory.CreateDirectory(Path.Combine(root, "cropped_aligned", name));
            // Between half and one and a half times as many as the average video, the same in every run.
            var average = rows / Videos;
            var count = average / 2 + (int)((long)average * video / (Videos - 1));
            using var list = new StreamWriter(Path.Combine(lists.FullName, $"{name}.txt"));
            list.WriteLine(Header);
            var picture = Path.Combine(frames.FullName, "00001.jpg");
            File.WriteAllBytes(picture, [0]);
            for (var frame = 1; frame <= count; frame++)
            {
                list.WriteLine(frame % 50 == 0 ? -1 : (frame / 40 + video) % 8);
                if (frame > 1 && Link(picture, Path.Combine(frames.FullName, $"{frame:D5}.jpg")) != 0)
                {
                    throw new IOException($"Linking frame {frame} of {name} failed: {Marshal.GetLastPInvokeErrorMessage()}");
                }
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Link(string from, string to);
}
