namespace Arbex.Checkpoints;

/// <summary>Errors about one file of weights that was made elsewhere, all in the same form.</summary>
internal sealed class FileFault(string path)
{
    public string Path { get; } = path;

    /// <summary>The file contradicts itself or ends early.</summary>
    public CheckpointException Damaged(string what, Exception? cause = null) => Make(
        $"'{Path}' is damaged or no file of weights: {what}. Expected a file written by torch.save, or a .safetensors "
        + "file. Copy it again and compare its size and checksum with its source's.",
        cause);

    /// <summary>The file is whole but holds something that is not taken from a file.</summary>
    public CheckpointException Refused(string what, string remedy) =>
        Make($"'{Path}' is refused: {what}. {remedy}", null);

    private static CheckpointException Make(string message, Exception? cause)
    {
        // Names come from the file, and a terminal obeys some control characters.
        var text = string.Concat(message.Select(letter => char.IsControl(letter) ? '?' : letter));
        return cause is null ? new CheckpointException(text) : new CheckpointException(text, cause);
    }
}
