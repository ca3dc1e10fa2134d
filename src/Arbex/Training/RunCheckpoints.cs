using Arbex.Checkpoints;
using Arbex.Networks;

namespace Arbex.Training;

/// <summary>Writes and reads the checkpoints of a run: the last one with all that it takes to go on, and the best one.</summary>
/// <remarks>
/// The best one is written first. A run that is killed between both repeats the end of its epoch and writes the best one
/// again; the other way round it would take an old file for the best.
/// </remarks>
internal sealed class RunCheckpoints(RunFolder folder, AdamOptimizer optimizer, ArbexNet network, ArbexNet? average)
{
    private readonly ArbexNet _answering = average ?? network;

    /// <summary>Keeps the network that answers as the best so far.</summary>
    public void WriteBest(CheckpointInfo info) =>
        Write(folder.BestPath, path => Checkpoint.Write(path, _answering, info));

    /// <summary>Keeps everything that it takes to go on.</summary>
    public void WriteLast(CheckpointInfo info, TrainingState state)
    {
        var packed = state.Pack(optimizer, average);
        try
        {
            var last = info with { SelectedOn = null }; // nothing chose it: it is the last
            Write(folder.LastPath, path => Checkpoint.Write(path, network, last, packed));
        }
        finally
        {
            TrainingState.Release(packed);
        }
    }

    /// <summary>Adds an epoch to the run's metrics.</summary>
    public void Append(EpochResult result) => Write("metrics.jsonl", _ => folder.Append(result));

    private void Write(string path, Action<string> write)
    {
        try
        {
            write(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException(
                $"Cannot write '{path}': {refused.Message} "
                + (File.Exists(folder.LastPath)
                    ? "What was written before is whole. Make room, then go on with --resume."
                    : "Nothing was written before that a run could go on from. Make room, then start it again."), refused);
        }
    }

    /// <summary>Goes back to a checkpoint with training state.</summary>
    /// <param name="path">The file.</param>
    /// <param name="recipe">The recipe that must have written it.</param>
    /// <param name="labels">The classes of the data.</param>
    /// <param name="optimizer">Gets its moments.</param>
    /// <param name="network">Gets its weights.</param>
    /// <param name="average">Gets its weights.</param>
    /// <exception cref="CheckpointException">It cannot be read, or belongs to another recipe or dataset.</exception>
    public static TrainingState Resume(
        string path, Recipe recipe, Data.LabelSet labels, AdamOptimizer optimizer, ArbexNet network, ArbexNet? average)
    {
        var (tensors, metadata) = SafeTensors.Read(path);
        try
        {
            var info = Checkpoint.ParseInfo(path, metadata);
            if (!info.Labels.SequenceEqual(labels.Names, StringComparer.Ordinal))
            {
                throw new CheckpointException(
                    $"'{path}' was trained on the classes {string.Join(", ", info.Labels)}; the data has {labels}. "
                    + "Resume with the same data.");
            }

            if (info.Recipe is null || RecipeFile.ToJson(info.Recipe) != RecipeFile.ToJson(recipe))
            {
                throw new CheckpointException(
                    $"'{path}' was trained by another recipe. Resume with the run folder's own recipe.json.");
            }

            Checkpoint.Fill(path, network, tensors);
            return TrainingState.Unpack(path, tensors, optimizer, average);
        }
        finally
        {
            foreach (var tensor in tensors.Values)
            {
                tensor.Dispose();
            }
        }
    }
}
