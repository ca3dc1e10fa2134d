namespace Arbex.Export.Checks;

/// <summary>How far an output of a file is from the network's.</summary>
/// <param name="Output">The output's name.</param>
/// <param name="Random">Largest difference on random input; null where none was compared.</param>
/// <param name="Faces">Largest difference on faces; null where there were none.</param>
/// <param name="Tolerance">The largest difference that is allowed; null in int8, where the answers count.</param>
/// <remarks>
/// A difference is that of two numbers, divided by the largest magnitude of the network's numbers in the batch where
/// that is above 1: embeddings may be large, and float32 has seven digits of any number.
/// </remarks>
public sealed record OutputDifference(string Output, double? Random, double? Faces, double? Tolerance);
