namespace Arbex.Cli.Data;

/// <summary>The document of --json.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Output">The sheet's file.</param>
/// <param name="Faces">What is on the sheet, row by row.</param>
internal sealed record PreviewDocument(string Dataset, string Output, IReadOnlyList<PreviewedFace> Faces);

/// <summary>A face on the sheet.</summary>
/// <param name="File">The sample's id.</param>
/// <param name="Label">The most probable class.</param>
internal sealed record PreviewedFace(string File, string Label);
