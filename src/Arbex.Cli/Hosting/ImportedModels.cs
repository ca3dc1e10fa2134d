using Arbex.Checkpoints;

namespace Arbex.Cli.Hosting;

/// <summary>Warns of checkpoints whose answers mean nothing yet.</summary>
internal static class ImportedModels
{
    public static void Warn(CommandHost host, string path, CheckpointInfo info)
    {
        if (info.MissingTensors > 0)
        {
            host.Warn(
                $"'{path}' was imported in part: {info.MissingTensors} of its tensors are random, and so are its "
                + "answers. Train it first: arbex train --weights.");
        }
    }
}
