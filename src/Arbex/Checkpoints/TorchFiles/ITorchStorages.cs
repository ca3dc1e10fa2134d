namespace Arbex.Checkpoints.TorchFiles;

/// <summary>The numbers of a PyTorch file, wherever its container keeps them.</summary>
internal interface ITorchStorages : IDisposable
{
    /// <summary>Whether numbers have their high byte first.</summary>
    bool IsBigEndian { get; }

    /// <summary>Reads bytes of a storage.</summary>
    /// <param name="storage">Which.</param>
    /// <param name="start">First byte, counted in the whole storage.</param>
    /// <param name="bytes">Filled.</param>
    /// <exception cref="CheckpointException">The file does not hold them.</exception>
    void Read(StorageReference storage, long start, Span<byte> bytes);

    /// <summary>Refuses a tensor whose storage the file does not hold in full, before memory is taken for it.</summary>
    void Check(StorageReference storage);
}
