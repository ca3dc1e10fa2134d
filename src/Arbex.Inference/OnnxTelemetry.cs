using System.Runtime.InteropServices;

namespace Arbex.Inference;

/// <summary>Keeps ONNX Runtime from reporting to its maker: its own builds since 1.29 otherwise write an identifier and a list
/// of events into the user's cache, with the models that were opened, and send them off.</summary>
/// <remarks>
/// The variable has to stand before ONNX Runtime starts. Where somebody has set it, to 0 for instance, it stays as it is. On
/// Unix .NET keeps variables to itself, so that native code needs a call of its own.
/// </remarks>
internal static partial class OnnxTelemetry
{
    /// <summary>The variable that ONNX Runtime looks at.</summary>
    public const string Variable = "ORT_DISABLE_TELEMETRY";

    private static readonly bool IsOff = TryTurnOff();

    /// <summary>Turns reports off, once, before the first session.</summary>
    /// <returns>False where the system offers no known way.</returns>
    public static bool TurnOff() => IsOff;

    private static bool TryTurnOff()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not null)
        {
            return true;
        }

        Environment.SetEnvironmentVariable(Variable, "1");
        try
        {
            return OperatingSystem.IsLinux() ? SetOnLinux(Variable, "1", 0) == 0
                : !OperatingSystem.IsMacOS() || SetOnMac(Variable, "1", 0) == 0;
        }
        catch (Exception unknown) when (unknown is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOnLinux(string name, string value, int overwrite);

    [LibraryImport("libSystem.dylib", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetOnMac(string name, string value, int overwrite);
}
