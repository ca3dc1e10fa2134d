namespace Arbex.Cli.Ablate;

/// <summary>What --json writes.</summary>
/// <param name="Folder">The study's folder.</param>
/// <param name="Csv">Every finished run, as in table.csv.</param>
internal sealed record AblationDocument(string Folder, string Csv);
