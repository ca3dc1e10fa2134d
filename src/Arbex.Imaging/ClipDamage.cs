namespace Arbex.Imaging;

/// <summary>What is wrong with a clip or an animated picture of which some frames could be read.</summary>
/// <param name="File">The file.</param>
/// <param name="Reason">What is wrong, such as "ends after 1 of 30 frames".</param>
public sealed record ClipDamage(string File, string Reason)
{
    /// <summary>A sentence for the user that names the file.</summary>
    public string Message => $"'{File}' {Reason}. Expected a whole clip. Fetch or convert it again.";
}
