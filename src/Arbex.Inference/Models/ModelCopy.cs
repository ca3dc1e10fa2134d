namespace Arbex.Inference.Models;

/// <summary>A file of this machine that has a model's name.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="IsPulled">Whether it is in the cache and not in a folder of the user's.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">SHA-256 of its content, 64 lower-case hexadecimal digits; null where its length alone shows
/// that it is another file.</param>
/// <param name="IsIntact">Whether its content is the model's.</param>
public sealed record ModelCopy(string Path, bool IsPulled, long Bytes, string? Sha256, bool IsIntact);
