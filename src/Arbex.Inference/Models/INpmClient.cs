namespace Arbex.Inference.Models;

/// <summary>The npm client of this machine, with the registry that its user has set it up for.</summary>
public interface INpmClient
{
    /// <summary>Downloads a package without installing it.</summary>
    /// <param name="package">Name of the package.</param>
    /// <param name="version">Exact version.</param>
    /// <param name="folder">An empty folder; the package's archive (.tgz) is put there.</param>
    /// <param name="cancellation">Ends the call early, and npm with it.</param>
    /// <exception cref="ArbexException">There is no npm, or it fails.</exception>
    Task PackAsync(string package, string version, string folder, CancellationToken cancellation = default);
}
