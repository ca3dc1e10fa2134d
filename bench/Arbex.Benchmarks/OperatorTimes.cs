using System.Globalization;
using System.Text.Json;
using Arbex.Inference;
using Microsoft.ML.OnnxRuntime;

namespace Arbex.Benchmarks;

/// <summary>What ONNX Runtime makes of a model file, and where its time goes: one row for each kind of operator that it runs.</summary>
internal static class OperatorTimes
{
    private const int Warm = 5;
    private const int Runs = 30;

    public static void Run(TextWriter output, string file)
    {
        var folder = Directory.CreateTempSubdirectory("arbex-operators");
        try
        {
            var events = Profile(file, Path.Combine(folder.FullName, "profile"));
            Write(output, file, events);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (string Operator, double Microseconds)[] Profile(string file, string prefix)
    {
        using var settings = OnnxFile.SessionSettings(threads: 1);
        settings.ProfileOutputPathPrefix = prefix; // before the next line, which opens the profile
        settings.EnableProfiling = true;
        var model = ModelFile.Read(file);
        ModelFile.Guard(model, file);
        using var session = new InferenceSession(model, settings);
        var (name, metadata) = session.InputMetadata.Single();
        long[] shape = [1, .. metadata.Dimensions.Skip(1).Select(size => (long)size)];
        var numbers = new float[shape.Aggregate(1L, (product, size) => product * size)];
        using var input = OrtValue.CreateTensorValueFromMemory(numbers, shape);
        using var options = new RunOptions();
        for (var run = 0; run < Warm + Runs; run++)
        {
            using var results = session.Run(options, [name], [input], session.OutputNames);
        }

        using var document = JsonDocument.Parse(File.ReadAllText(session.EndProfiling()));
        return
        [
            .. from entry in document.RootElement.EnumerateArray()
               where entry.GetProperty("cat").GetString() == "Node"
                   && entry.GetProperty("name").GetString()!.EndsWith("_kernel_time", StringComparison.Ordinal)
               select (entry.GetProperty("args").GetProperty("op_name").GetString()!, entry.GetProperty("dur").GetDouble()),
        ];
    }

    private static void Write(TextWriter output, string file, (string Operator, double Microseconds)[] events)
    {
        const int All = Warm + Runs;
        output.WriteLine($"{Path.GetFileName(file)} for one face on one thread, mean of {All} runs.");
        output.WriteLine();
        output.WriteLine("| operator | nodes | microseconds |");
        output.WriteLine("|---|---|---|");
        foreach (var group in events.GroupBy(entry => entry.Operator)
            .OrderByDescending(group => group.Sum(entry => entry.Microseconds)))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {group.Key} | {group.Count() / All} | {group.Sum(entry => entry.Microseconds) / All:f0} |"));
        }
    }
}
