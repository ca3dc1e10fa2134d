using System.Diagnostics;
using System.Globalization;
using Arbex.Files;

namespace Arbex.Benchmarks;

/// <summary>bench/pictures_pillow.py, kept running so that rounds of both languages take turns.</summary>
internal sealed class PillowRounds : IDisposable
{
    private const string KeptBytes = "1000000000";

    private readonly Process _process;

    private PillowRounds(Process process, string versions) => (_process, Versions) = (process, versions);

    /// <summary>What answers, such as "Pillow 9.4.0, numpy 1.24.2".</summary>
    public string Versions { get; }

    /// <summary>Starts Python; null if there is none with Pillow and numpy, or the script is not found.</summary>
    public static PillowRounds? TryStart()
    {
        var script = Path.Combine("bench", "pictures_pillow.py");
        if (!File.Exists(script))
        {
            return null;
        }

        // Debian's own first: another Python on the path does not see Debian's packages.
        foreach (var python in new[] { "/usr/bin/python3", ExternalProgram.Find("python3") }.OfType<string>())
        {
            try
            {
                var start = new ProcessStartInfo(python, [script])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                };
                // numpy's arrays would go back to the system after every picture, and fresh pages are slow, on virtual
                // machines by a factor of ten; it is to be measured at its best.
                start.Environment["MALLOC_MMAP_THRESHOLD_"] = KeptBytes;
                start.Environment["MALLOC_TRIM_THRESHOLD_"] = KeptBytes;
                var process = Process.Start(start)!;
                if (process.StandardOutput.ReadLine() is { } versions)
                {
                    return new PillowRounds(process, versions);
                }

                process.Dispose();
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // No such Python.
            }
        }

        return null;
    }

    /// <summary>Microseconds a picture in one round.</summary>
    /// <param name="kind">As the script calls it.</param>
    /// <param name="count">Pictures in the round.</param>
    /// <param name="path">File or folder.</param>
    public double Round(string kind, int count, string path)
    {
        _process.StandardInput.WriteLine($"{kind} {count} {path}");
        return double.Parse(
            _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Python has ended."),
            CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(5000);
        _process.Dispose();
    }
}
