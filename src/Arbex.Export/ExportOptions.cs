using Arbex.Export.Quantization;
using Arbex.Inference;

namespace Arbex.Export;

/// <summary>How a network is exported, and what its file says of itself beyond what the checkpoint knows.</summary>
public sealed record ExportOptions
{
    /// <summary>The model's name, such as "arbex-compact-ferplus".</summary>
    /// <value>The default value is null: the file's name without its ending.</value>
    public string? Name { get; init; }

    /// <summary>Terms under which the weights may be used.</summary>
    /// <value>The default value is null: nothing is said.</value>
    public string? Licence { get; init; }

    /// <summary>The numbers that the layers compute with.</summary>
    /// <value>The default value is <see cref="ModelPrecision.Full"/>.</value>
    public ModelPrecision Precision { get; init; } = ModelPrecision.Full;

    /// <summary>How bytes are made, for <see cref="ModelPrecision.Quantized"/>.</summary>
    public ByteOptions Bytes { get; init; } = new();

    /// <summary>Checks the options.</summary>
    /// <returns>These options.</returns>
    /// <exception cref="ExportException">A value cannot be used.</exception>
    public ExportOptions Validated()
    {
        if (!Enum.IsDefined(Precision))
        {
            throw new ExportException($"The precision is {Precision}. Expected Full, Half or Quantized.");
        }

        ArgumentNullException.ThrowIfNull(Bytes);
        Bytes.Validated();

        if (Name is not null && string.IsNullOrWhiteSpace(Name))
        {
            throw new ExportException("The model's name is empty. Expected a name, or none for the file's.");
        }

        return this;
    }
}
