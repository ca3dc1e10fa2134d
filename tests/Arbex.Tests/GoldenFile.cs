using System.Text.Json;
using static TorchSharp.torch;

namespace Arbex.Tests;

/// <summary>Reference numbers stored beside the tests.</summary>
internal static class GoldenFile
{
    public static JsonElement Read(string name) =>
        JsonDocument.Parse(File.ReadAllText(PathOf(name))).RootElement;

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Goldens", name);

    /// <summary>Nested arrays of numbers as a float64 tensor.</summary>
    public static Tensor Tensor(this JsonElement element)
    {
        var shape = new List<long>();
        for (var inner = element; inner.ValueKind == JsonValueKind.Array; inner = inner[0])
        {
            shape.Add(inner.GetArrayLength());
        }

        var values = new List<double>();
        Collect(element, values);
        return tensor(values.ToArray()).reshape([.. shape]);
    }

    public static Tensor Tensor(this JsonElement element, string name) => element.GetProperty(name).Tensor();

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    private static void Collect(JsonElement element, List<double> values)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, values);
            }
        }
        else
        {
            values.Add(element.GetDouble());
        }
    }
}
