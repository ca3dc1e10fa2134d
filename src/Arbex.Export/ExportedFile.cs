namespace Arbex.Export;

/// <summary>A model file that was written.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ExportedFile(string Path, long Bytes);
