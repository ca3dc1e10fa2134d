using System.Security.Cryptography;
using Arbex.Files;

namespace Arbex.Training;

/// <summary>A file of weights that a run started or learnt from.</summary>
/// <param name="File">Its name without its folder.</param>
/// <param name="Sha256">SHA-256 of its content, 64 lower-case hexadecimal digits: what decides whether two runs started alike.</param>
public sealed record StartingFile(string File, string Sha256)
{
    /// <summary>Reads a file once for its hash.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArbexException">It cannot be read.</exception>
    public static StartingFile At(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = InputFile.Open(path, "weights");
            return new StartingFile(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(stream)));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ArbexException(
                $"The weights '{path}' cannot be read: {refused.Message} Expected a checkpoint or a file of weights. Check the "
                + "path.", refused);
        }
    }
}
