using System.Runtime.InteropServices;
using Arbex.Inference.Tests.Onnx;
using Google.Protobuf;

namespace Arbex.Inference.Tests;

public sealed partial class OnnxTelemetryTests
{
    [Fact]
    public void Onnx_runtime_is_told_not_to_report_before_a_model_is_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads the variable as native code on Linux does.");
        using var model = OnnxExpressionModel.Open(SmallModels.Network().ToByteArray(), "small.onnx");
        Assert.True(OnnxTelemetry.TurnOff());
        Assert.Equal("1", Marshal.PtrToStringUTF8(Variable(OnnxTelemetry.Variable)));
    }

    [LibraryImport("libc.so.6", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial IntPtr Variable(string name);
}
