namespace Arbex.Export.Quantization;

/// <summary>What a single layer on bytes changes while all others stay in float32.</summary>
/// <param name="Layer">Its name, as <see cref="ByteOptions.KeepFloat"/> takes it.</param>
/// <param name="Change">
/// Mean distance of the final distributions from those of the network in float32: half the sum of the differences, in [0, 1].
/// </param>
/// <param name="OtherAnswers">Share of the faces that get another answer, in [0, 1].</param>
public sealed record LayerSensitivity(string Layer, double Change, double OtherAnswers);
