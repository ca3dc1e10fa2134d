namespace Arbex.Inference.Models;

/// <summary>A model that is on this machine now.</summary>
/// <param name="Model">The model.</param>
/// <param name="Path">Its verified file.</param>
/// <param name="Source">Where it came from; null where it was here already.</param>
public sealed record PulledModel(ModelEntry Model, string Path, ModelSource? Source);
