using System.Text.Json;
using Arbex.Checkpoints;
using Arbex.Data;
using Arbex.Imaging;
using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex.Training.Teachers;

/// <summary>One trained network, or several that answer together, whose answers another one learns from.</summary>
/// <remarks>Teachers see the same pictures as the student, changed in the same random ways, and never learn.</remarks>
public sealed class Teacher : IDisposable
{
    private readonly List<(string Path, ArbexNet Network, CheckpointInfo Info)> _networks = [];

    private Teacher()
    {
    }

    /// <summary>Loads checkpoints.</summary>
    /// <param name="paths">Files written by training, at least one.</param>
    /// <param name="device">Where they answer; the student must learn there.</param>
    /// <exception cref="ArbexException">There is no file, or one cannot be read.</exception>
    public static Teacher Load(IReadOnlyList<string> paths, Device device)
    {
        ArgumentNullException.ThrowIfNull(paths);
        OptionCheck.That(paths.Count > 0, "There is no teacher. Expected at least one checkpoint.");
        var teacher = new Teacher();
        try
        {
            foreach (var path in paths)
            {
                var (network, info) = Checkpoint.Load(path, device);
                teacher._networks.Add((path, network, info));
                CheckWhole(path, info);
            }

            return teacher;
        }
        catch
        {
            teacher.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _networks.ForEach(one => one.Network.Dispose());

    /// <summary>Refuses a student that looks at faces differently or names other expressions.</summary>
    internal void CheckFits(Recipe recipe, LabelSet labels)
    {
        foreach (var (path, _, info) in _networks)
        {
            OptionCheck.That(
                info.Labels.SequenceEqual(labels.Names, StringComparer.Ordinal),
                $"The teacher '{path}' knows {string.Join(", ", info.Labels)}; the data have {string.Join(", ", labels.Names)}. "
                + "Expected the same in the same order. Train the teacher on these labels, or read the data with its labels.");
            OptionCheck.That(
                info.Preprocessing == recipe.Preprocessing,
                $"The teacher '{path}' sees faces as {Text(info.Preprocessing)}; the recipe has {Text(recipe.Preprocessing)}. "
                + "Expected the same, since both see the same pictures. Change the recipe's preprocessing and network.inputSize.");
        }
    }

    /// <summary>The mean of the networks' final distributions.</summary>
    /// <param name="images">[B, 3, S, S], prepared.</param>
    /// <param name="precision">In what numbers the encoders compute.</param>
    /// <returns>[B, N], without gradients.</returns>
    internal Tensor Answer(Tensor images, ComputePrecision precision)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        Tensor? sum = null;
        foreach (var (_, network, _) in _networks)
        {
            network.Encoder.Precision = precision;
            var answer = network.call(images).Final; // [B, N]
            sum = sum is null ? answer : sum.Plus(answer);
        }

        return sum!.Times(1.0 / _networks.Count).MoveToOuterDisposeScope();
    }

    private static void CheckWhole(string path, CheckpointInfo info) => OptionCheck.That(
        info.MissingTensors == 0,
        $"The teacher '{path}' lacks {info.MissingTensors} of its tensors, which are random: it was imported and not trained. "
        + "Expected a trained network. Pass a run's best.safetensors.");

    private static string Text(FacePreprocessing preprocessing) =>
        JsonSerializer.Serialize(preprocessing, ArbexJson.OneLine);
}
