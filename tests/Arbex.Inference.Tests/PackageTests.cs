using Microsoft.Extensions.DependencyInjection;

namespace Arbex.Inference.Tests;

public sealed class PackageTests
{
    /// <summary>What this test program needs to run is what the library needs, and the tests' own tools.</summary>
    [Fact]
    public void Nothing_of_torch_comes_with_the_library()
    {
        var needs = File.ReadAllText(Path.Combine(
            AppContext.BaseDirectory, typeof(PackageTests).Assembly.GetName().Name + ".deps.json"));
        Assert.Contains("Microsoft.ML.OnnxRuntime", needs, StringComparison.Ordinal);
        Assert.DoesNotContain("torch", needs, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_container_loads_the_recognizer_when_it_is_first_asked_for()
    {
        using var services = new ServiceCollection().AddArbex("missing.onnx").BuildServiceProvider();
        var missing = Assert.Throws<ArbexException>(services.GetRequiredService<ExpressionRecognizer>);
        Assert.Contains("missing.onnx", missing.Message, StringComparison.Ordinal);
        Assert.Throws<ArbexException>(() => new ServiceCollection().AddArbex("a.onnx", new RecognizerOptions { BatchSize = 0 }));
    }
}
