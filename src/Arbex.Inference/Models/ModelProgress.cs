namespace Arbex.Inference.Models;

/// <summary>How far a model has come.</summary>
/// <param name="Model">The model.</param>
/// <param name="Bytes">Bytes that are here, those of an earlier try included.</param>
public readonly record struct ModelProgress(ModelEntry Model, long Bytes);
