using System.Collections.Immutable;

namespace Arbex.Inference.Models;

/// <summary>A model that Arbex knows by name.</summary>
/// <param name="Name">What to type, such as "yunet".</param>
/// <param name="File">Name of its file.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Sha256">SHA-256 of the file, 64 lower-case hexadecimal digits; a file with another is never
/// used.</param>
/// <param name="Licence">Its licence, as an SPDX identifier.</param>
/// <param name="Summary">What it is, in one sentence.</param>
/// <param name="Sources">Where it can be fetched from, tried in this order.</param>
public sealed record ModelEntry(
    string Name, string File, long Bytes, string Sha256, string Licence, string Summary,
    ImmutableArray<ModelSource> Sources);
