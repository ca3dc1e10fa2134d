using System.Globalization;
using Arbex.Files;

namespace Arbex.Cli.Hosting;

/// <summary>Standard input, output and error as this process got them.</summary>
internal static class StandardStream
{
    public const int Input = 0;
    public const int Output = 1;
    public const int Error = 2;

    /// <summary>Of the flags that Linux shows for an open file: closed when another program is started.</summary>
    private const int CloseOnExecute = 0x80000;

    /// <summary>
    /// Whether a stream was closed when the process started. Its number is then given to a file that .NET opens for itself, and
    /// writing there would damage .NET. Such files are closed when another program is started, which nothing that was passed to this one can be.
    /// </summary>
    /// <param name="descriptor">Number of the stream.</param>
    /// <returns>False where this system cannot answer.</returns>
    public static bool IsClosed(int descriptor)
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists("/proc/self/fdinfo"))
        {
            return false;
        }

        try
        {
            var flags = File.ReadLines(FormattableString.Invariant($"/proc/self/fdinfo/{descriptor}"))
                .First(line => line.StartsWith("flags:", StringComparison.Ordinal));
            return (Octal(flags["flags:".Length..].Trim()) & CloseOnExecute) != 0;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Standard input; empty where it is closed.</summary>
    public static Stream OpenInput() => IsClosed(Input) ? Stream.Null : Console.OpenStandardInput();

    /// <summary>Opens a file that this process holds open already, such as /dev/stdin or what a shell's &lt;(command) names.</summary>
    /// <param name="path">One for which <see cref="SpecialFile.IsOwnDescriptor"/> is true.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static Stream OpenDescriptor(string path)
    {
        if (path == "/dev/stdin")
        {
            return OpenInput();
        }

        var isStandard = int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor) && descriptor <= Error;
        return isStandard && IsClosed(descriptor)
            ? Stream.Null
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
    }

    private static long Octal(string digits) =>
        digits.Aggregate(0L, (number, digit) => (number * 8) + CharUnicodeInfo.GetDecimalDigitValue(digit));
}
