using System.Globalization;
using Arbex.Checkpoints;
using Arbex.Data.Generated;
using Arbex.Export;
using Arbex.Inference;
using Arbex.Networks;
using Arbex.Training;
using static TorchSharp.torch;

namespace Arbex.Benchmarks;

/// <summary>Answers for faces: TorchSharp beside exported files in float32 and int8, on the same threads and in turns.</summary>
internal static class InferenceSpeed
{
    private const int Threads = 2;
    private const int RangeFaces = 16;

    private static readonly string[] Classes =
        ["neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt"];

    public static void Run(TextWriter output)
    {
        var ceiling = MatrixCeiling.Measure(Threads);
        var most = Math.Max(ceiling.TorchSharp, ceiling.OnnxRuntime);
        var (torch, runtime) = (ceiling.TorchSharp / 1e9, ceiling.OnnxRuntime / 1e9);
        output.WriteLine(FormattableString.Invariant(
            $"Milliseconds of a call on {Threads} threads, median. A large matrix product in float32 reaches {torch:f0} billion "));
        output.WriteLine(FormattableString.Invariant(
            $"multiply-adds a second in libtorch and {runtime:f0} in ONNX Runtime; the last column is the share of the larger that the "));
        output.WriteLine("float32 file reaches.");
        output.WriteLine();
        output.WriteLine("| network | faces at once | TorchSharp | ONNX float32 | ONNX int8 | float32 / int8 | share of the ceiling |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (name, options, turns) in new[] { ("compact", ArbexOptions.Compact, 12), ("paper", ArbexOptions.Paper, 6) })
        {
            using var contenders = new Contenders(options);
            foreach (var faces in new[] { 1, 8 })
            {
                var times = SpeedTurns.Medians(contenders.For(faces), turns, calls: 8);
                var share = contenders.MultiplyAdds * faces / (times[1] / 1000) / most;
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {faces} | {times[0]:f2} | {times[1]:f2} | {times[2]:f2} | {times[1] / times[2]:f1} | {share:p0} |"));
            }
        }
    }

    /// <summary>One network in three forms.</summary>
    private sealed class Contenders : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("arbex-inference");
        private readonly ArbexNet _network;
        private readonly int _side;
        private readonly OnnxExpressionModel _full;
        private readonly OnnxExpressionModel _bytes;

        public Contenders(ArbexOptions options)
        {
            Seeding.Start(1);
            set_num_threads(Threads);
            _network = new ArbexNet(options, Classes.Length);
            _network.eval();
            _side = options.InputSize;
            MultiplyAdds = NetworkCost.Of(_network).MultiplyAdds;
            _full = Exported(ModelPrecision.Full, options);
            _bytes = Exported(ModelPrecision.Quantized, options);
        }

        public double MultiplyAdds { get; }

        public IReadOnlyList<Action> For(int faces)
        {
            var input = Faces(faces);
            return
            [
                () =>
                {
                    using var noGradient = no_grad();
                    using var scope = NewDisposeScope();
                    _network.call(tensor(input, [faces, 3, _side, _side])).Final.data<float>().ToArray();
                },
                () => _full.Run(input, faces, withEmbeddings: false),
                () => _bytes.Run(input, faces, withEmbeddings: false),
            ];
        }

        public void Dispose()
        {
            _full.Dispose();
            _bytes.Dispose();
            _network.Dispose();
            _folder.Delete(recursive: true);
        }

        private OnnxExpressionModel Exported(ModelPrecision precision, ArbexOptions options)
        {
            var path = Path.Combine(_folder.FullName, $"{precision}.onnx");
            var info = new CheckpointInfo
            {
                Labels = [.. Classes],
                Preprocessing = new() { InputSize = _side },
                Options = options,
            };
            ModelExporter.Export(_network, info, path, new ExportOptions { Precision = precision }, new ExportMaterial
            {
                RangeFaces = [.. Enumerable.Range(0, RangeFaces).Select(_ => Faces(1))],
                Threads = Threads,
            });
            return OnnxExpressionModel.Load(path, Threads);
        }

        /// <summary>Drawn faces, prepared, one after another.</summary>
        private float[] Faces(int count)
        {
            var dataset = new GeneratedFaceDataset(new GeneratedFaceOptions());
            var preparation = new Imaging.FacePreprocessing { InputSize = _side };
            var input = new float[count * preparation.InputLength];
            for (var face = 0; face < count; face++)
            {
                preparation.Prepare(
                    dataset.LoadImage(face), input.AsSpan(face * preparation.InputLength, preparation.InputLength));
            }

            return input;
        }
    }
}
