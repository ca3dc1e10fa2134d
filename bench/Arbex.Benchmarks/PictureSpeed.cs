using System.Diagnostics;
using System.Globalization;
using Arbex.Data.Generated;
using Arbex.Imaging;
using SkiaSharp;

namespace Arbex.Benchmarks;

/// <summary>
/// Pictures a second from file to network input, beside Pillow and numpy where they are installed. The faces are drawn,
/// so anybody can repeat it. Rounds of all rows take turns; best and median are reported.
/// </summary>
internal static class PictureSpeed
{
    private const int Rounds = 15;
    private const int Faces = 2000;
    private const int JpegSide = 256;

    private static readonly AugmentedPreparation Large =
        new(new FacePreprocessing { InputSize = 224 }, FaceAugmentation.Paper);

    private static readonly AugmentedPreparation Small = new(
        new FacePreprocessing { InputSize = 64 },
        new FaceAugmentation
        {
            FlipProbability = 0.5,
            RotationDegrees = 8,
            ScaleRange = 0.08,
            TranslateFraction = 0.05,
            Brightness = 0.15,
            Contrast = 0.15,
        });

    public static void Run(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("arbex-pictures-").FullName;
        try
        {
            var jpeg = Path.Combine(folder, "face.jpg");
            WriteJpeg(jpeg);
            var small = Directory.CreateDirectory(Path.Combine(folder, "grey")).FullName;
            var pngs = WriteGreyPngs(small);
            using var pillow = PillowRounds.TryStart();
            var rows = OurRows(jpeg, pngs).ToList();
            if (pillow is not null)
            {
                rows.AddRange(
                [
                    new("a  Pillow and numpy, as usually written", () => pillow.Round("jpeg-plain", 60, jpeg)),
                    new("a  Pillow and numpy, tuned", () => pillow.Round("jpeg-tuned", 60, jpeg)),
                    new("a  Pillow, decoding only", () => pillow.Round("jpeg-decode", 60, jpeg)),
                    new("b  Pillow, decoding only", () => pillow.Round("png-decode", Faces / 2, small)),
                ]);
            }

            Measure(rows);
            Report(rows, pillow?.Versions, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<Row> OurRows(string jpeg, string[] pngs)
    {
        var buffer = new DecodeBuffer();
        var large = new float[Large.Preprocessing.InputLength];
        var small = new float[Small.Preprocessing.InputLength];
        var picture = ImageDecoder.Decode(jpeg);
        var face = ImageDecoder.Decode(pngs[0]);
        yield return new("a  Arbex", () => Each(150, i =>
            Large.Prepare(ImageDecoder.Decode(jpeg, buffer), SeededRandom.ForStream(1, i), large)));
        yield return new("a  Arbex, decoding only", () => Each(150, _ => ImageDecoder.Decode(jpeg, buffer)));
        yield return new("a  Arbex, preparation only", () => Each(300, i =>
            Large.Prepare(picture, SeededRandom.ForStream(1, i), large)));
        yield return new("b  Arbex", () => Each(Faces / 2, i =>
            Small.Prepare(ImageDecoder.Decode(pngs[i], buffer), SeededRandom.ForStream(1, i), small)));
        yield return new("b  Arbex, decoding only", () => Each(Faces / 2, i => ImageDecoder.Decode(pngs[i], buffer)));
        yield return new("b  Arbex, preparation only", () => Each(Faces, i =>
            Small.Prepare(face, SeededRandom.ForStream(1, i), small)));
        yield return new("b  Arbex on two threads", () => OnTwoThreads(pngs));
    }

    /// <summary>Microseconds a picture when two threads share the files.</summary>
    private static double OnTwoThreads(string[] pngs)
    {
        var started = Stopwatch.GetTimestamp();
        var workers = Enumerable.Range(0, 2).Select(worker => new Thread(() =>
        {
            var (buffer, input) = (new DecodeBuffer(), new float[Small.Preprocessing.InputLength]);
            for (var i = worker; i < pngs.Length; i += 2)
            {
                Small.Prepare(ImageDecoder.Decode(pngs[i], buffer), SeededRandom.ForStream(1, i), input);
            }
        })).ToArray();
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / pngs.Length;
    }

    private static double Each(int count, Action<int> work)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            work(i);
        }

        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / count;
    }

    private static void Measure(List<Row> rows)
    {
        // The first two rounds warm up.
        for (var round = -2; round < Rounds; round++)
        {
            foreach (var row in rows)
            {
                var microseconds = row.Round();
                if (round >= 0)
                {
                    row.Microseconds.Add(microseconds);
                }
            }
        }
    }

    private static void Report(List<Row> rows, string? versions, TextWriter output)
    {
        output.WriteLine("a: a 256x256 JPEG to a 224x224 input (crop, mirror, normalise), one thread.");
        output.WriteLine("b: 48x48 grey PNG files to 64x64 inputs (mirror, turn, scale, shift, brightness, contrast).");
        output.WriteLine($"{Rounds} rounds in turn on {Environment.ProcessorCount} processors; {versions ?? "no Pillow found"}.");
        output.WriteLine();
        output.WriteLine("| | best microseconds | median microseconds | best pictures/s | median pictures/s |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var row in rows.OrderBy(row => row.Name, StringComparer.Ordinal))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Name} | {row.Best:f1} | {row.Median:f1} | {1e6 / row.Best:f0} | {1e6 / row.Median:f0} |"));
        }
    }

    private static void WriteJpeg(string path)
    {
        var face = Face(7, JpegSide);
        using var bitmap = new SKBitmap(JpegSide, JpegSide, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (var i = 0; i < JpegSide * JpegSide; i++)
        {
            var pixel = face.Pixels.AsSpan(i * 3, 3);
            bitmap.SetPixel(i % JpegSide, i / JpegSide, new SKColor(pixel[0], pixel[1], pixel[2]));
        }

        using var pixmap = bitmap.PeekPixels();
        using var data = pixmap.Encode(new SKJpegEncoderOptions(90));
        File.WriteAllBytes(path, data!.ToArray());
    }

    private static string[] WriteGreyPngs(string folder)
    {
        const int Side = 48;
        var dataset = Dataset(Side);
        return
        [
            .. Enumerable.Range(0, Faces).Select(i =>
            {
                var face = dataset.LoadImage(i % dataset.Samples.Count);
                using var bitmap = new SKBitmap(Side, Side, SKColorType.Gray8, SKAlphaType.Opaque);
                for (var at = 0; at < Side * Side; at++)
                {
                    bitmap.GetPixelSpan()[at] = face.Pixels[at * 3];
                }

                var path = Path.Combine(folder, $"{i:d5}.png");
                using var pixmap = bitmap.PeekPixels();
                using var data = pixmap.Encode(SKPngEncoderOptions.Default);
                File.WriteAllBytes(path, data!.ToArray());
                return path;
            }),
        ];
    }

    private static ImageBuffer Face(int index, int side) => Dataset(side).LoadImage(index);

    private static GeneratedFaceDataset Dataset(int side) =>
        new(new GeneratedFaceOptions { Characters = 16, SamplesPerCharacter = 40, Size = side });

    private sealed record Row(string Name, Func<double> Round)
    {
        public List<double> Microseconds { get; } = [];

        public double Best => Microseconds.Min();

        public double Median => Microseconds.Order().ElementAt(Microseconds.Count / 2);
    }
}
