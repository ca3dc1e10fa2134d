using System.Text.RegularExpressions;

namespace Arbex.Cli.Predict;

/// <summary>A pattern such as faces/**/*.jpg: * and ? stand for letters of one name, ** for any folders. All else means itself.</summary>
internal sealed class FilePattern
{
    private static readonly char[] Wild = ['*', '?'];

    private readonly Regex _fits;
    private readonly string _pattern;

    public FilePattern(string pattern)
    {
        _pattern = pattern;
        var parts = (OperatingSystem.IsWindows() ? pattern.Replace('\\', '/') : pattern).Split('/');
        var certain = parts.TakeWhile(part => !Is(part)).Count();
        var root = string.Join('/', parts[..certain]);
        Root = certain == 0 ? "." : root.Length == 0 ? "/" : root;
        var rest = parts[certain..];
        Depth = rest.Contains("**") ? int.MaxValue : rest.Length - 1;
        _fits = new Regex($"^{string.Concat(rest.Select((part, i) => Expression(part, isLast: i == rest.Length - 1)))}$",
            RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);
    }

    /// <summary>The folder that the pattern begins in.</summary>
    public string Root { get; }

    /// <summary>How many folders below the first one it reaches.</summary>
    public int Depth { get; }

    /// <summary>Whether a text has letters that make it a pattern.</summary>
    public static bool Is(string text) => text.IndexOfAny(Wild) >= 0;

    /// <summary>Whether a file below <see cref="Root"/> fits.</summary>
    public bool Fits(string file)
    {
        var below = Path.GetRelativePath(Root, file);
        return _fits.IsMatch(OperatingSystem.IsWindows() ? below.Replace('\\', '/') : below);
    }

    /// <summary>How answers name a file that fits: from the working folder where the pattern does so.</summary>
    public string Named(string file) => Path.IsPathRooted(_pattern) ? file : Path.GetRelativePath(".", file);

    private static string Expression(string part, bool isLast) => (part, isLast) switch
    {
        ("**", true) => ".*",
        ("**", false) => "(.*/)?",
        _ => Regex.Escape(part).Replace("\\*", "[^/]*", StringComparison.Ordinal).Replace("\\?", "[^/]", StringComparison.Ordinal)
            + (isLast ? "" : "/"),
    };
}
