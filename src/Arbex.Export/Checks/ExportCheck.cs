using System.Globalization;
using Arbex.Imaging;
using Arbex.Inference;
using Arbex.Inference.Onnx;
using Arbex.Networks;
using Microsoft.ML.OnnxRuntime;

namespace Arbex.Export.Checks;

/// <summary>Compares a written file, run by ONNX Runtime, with the network that it was made from.</summary>
internal sealed class ExportCheck
{
    private const long Seed = 1;

    /// <summary>Prepared faces reach about this far to both sides of zero.</summary>
    private const double RandomReach = 2.5;

    /// <summary>Faces at once.</summary>
    private const int FaceBatch = 16;

    /// <summary>Batches of random input: one face, and several of an odd number.</summary>
    private static readonly int[] RandomBatches = [1, 7];

    private readonly NetworkAnswers _network;
    private readonly FileAnswers _file;
    private readonly CheckTolerance _tolerance;
    private readonly Dictionary<string, (double Random, double? Faces)> _largest = new(StringComparer.Ordinal);
    private int _otherAnswers;

    private ExportCheck(NetworkAnswers network, FileAnswers file)
    {
        (_network, _file, _tolerance) = (network, file, CheckTolerance.Of(file.Description.Precision));
    }

    /// <summary>Compares every output on random input, and on faces where there are some.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network.</param>
    /// <param name="faces">Prepared faces, each 3 x S x S; may be made one by one.</param>
    /// <param name="threads">Processor threads of ONNX Runtime; 0 leaves the choice to it.</param>
    /// <param name="cancellation">Stops early.</param>
    /// <exception cref="ExportException">The file cannot be run, or would be refused where it is used, or it answers otherwise than
    /// the network.</exception>
    public static CheckReport Run(
        string path, ArbexNet network, IEnumerable<float[]> faces, int threads = 0,
        CancellationToken cancellation = default)
    {
        CheckUsable(path, network.Options.InputSize);
        try
        {
            using var answers = new NetworkAnswers(network);
            using var file = new FileAnswers(path, threads);
            return file.Description.Precision == ModelPrecision.Quantized
                ? ByteCheck.Run(answers, file, faces, cancellation)
                : new ExportCheck(answers, file).Run(faces, cancellation);
        }
        catch (OnnxRuntimeException refused)
        {
            throw new ExportException(
                $"ONNX Runtime does not run what was exported: {refused.Message} No file was written. This is a fault "
                + "of Arbex: please report it with the checkpoint's options ('arbex info').",
                refused);
        }
    }

    /// <summary>What opens the file later looks it through first, with limits of its own.</summary>
    private static void CheckUsable(string path, int side)
    {
        try
        {
            GuardedModel.Of(
                ModelFile.Read(path), "The network trains, but its file would be refused wherever it is used",
                "Choose smaller fusion.windows or inputs for the network.").Check(1, 3, side, side);
        }
        catch (ArbexException refused)
        {
            throw new ExportException(refused.Message, refused);
        }
    }

    private CheckReport Run(IEnumerable<float[]> faces, CancellationToken cancellation)
    {
        foreach (var batch in RandomBatches)
        {
            Compare(RandomInput(batch), batch, isFace: false);
        }

        var count = 0;
        foreach (var batch in faces.Chunk(FaceBatch))
        {
            cancellation.ThrowIfCancellationRequested();
            Compare([.. batch.SelectMany(face => face)], batch.Length, isFace: true);
            count += batch.Length;
        }

        return new CheckReport
        {
            RandomInputs = RandomBatches.Sum(),
            Faces = count,
            OtherAnswers = _otherAnswers,
            Outputs =
            [
                .. _largest.Select(entry =>
                    new OutputDifference(entry.Key, entry.Value.Random, entry.Value.Faces, _tolerance.Output)),
            ],
        };
    }

    private float[] RandomInput(int batch)
    {
        var random = SeededRandom.ForStream(Seed, batch);
        var input = new float[batch * _file.Description.Preprocessing.InputLength];
        for (var i = 0; i < input.Length; i++)
        {
            input[i] = (float)random.NextDouble(-RandomReach, RandomReach);
        }

        return input;
    }

    private void Compare(float[] inputs, int count, bool isFace)
    {
        var given = _file.Of(inputs, count).ToDictionary(rows => rows.Name, StringComparer.Ordinal);
        var expected = _network.Of(inputs, count);
        foreach (var rows in expected)
        {
            if (!given.TryGetValue(rows.Name, out var actual) || actual.Numbers.Length != rows.Numbers.Length)
            {
                throw new ExportException(
                    $"What was exported has no output '{rows.Name}' of width {rows.Width}. No file was written. This "
                    + "is a fault of Arbex: please report it.");
            }

            Keep(rows, OutputComparison.Difference(rows, actual), isFace);
        }

        CompareAnswers(expected.Single(rows => rows.Name == ModelTensors.Final), given[ModelTensors.Final], isFace);
    }

    private void Keep(NamedRows rows, double difference, bool isFace)
    {
        if (!(difference <= _tolerance.Output))
        {
            throw Differs(isFace, FormattableString.Invariant(
                $"output '{rows.Name}' by {difference:g3}. Expected at most {_tolerance.Output:g3}."));
        }

        var (random, faces) = _largest.GetValueOrDefault(rows.Name);
        _largest[rows.Name] = isFace
            ? (random, Math.Max(faces ?? 0, difference))
            : (Math.Max(random, difference), faces);
    }

    private void CompareAnswers(NamedRows expected, NamedRows actual, bool isFace)
    {
        foreach (var lead in OutputComparison.LeadsOverOtherAnswers(expected, actual))
        {
            if (lead > _tolerance.Tie)
            {
                throw Differs(isFace, string.Create(
                    CultureInfo.InvariantCulture,
                    $"another class comes first, over which the network's answer leads by {lead:g3}. Expected the same "
                    + $"answer wherever it leads by more than {_tolerance.Tie:g3}."));
            }

            _otherAnswers++;
        }
    }

    private ExportException Differs(bool isFace, string how) => new(
        $"What was exported differs from the network on {(isFace ? "a face" : "random input")}: {how} No file was "
        + "written. "
        + (_file.Description.Precision == ModelPrecision.Full
            ? "Please report it with the checkpoint's options ('arbex info')."
            : "Export in float32: leave out --fp16."));
}
