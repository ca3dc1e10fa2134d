using System.Globalization;
using Arbex.Benchmarks;

// The measurements behind the presets, the pictures and the datasets; the tables are Markdown, ready for a document.
// dotnet run -c Release --project bench/Arbex.Benchmarks -- speed | optimizer | learning | precision | inference | operators FILE | pictures |
// loader | scale [ROWS] | metrics FILE
const int AffWild2Rows = 2_600_000;

switch (args)
{
    case ["speed"]:
        CompactSpeed.Run(Console.Out);
        return 0;
    case ["learning"]:
        CompactLearning.Run(Console.Out);
        return 0;
    case ["optimizer"]:
        OptimizerSpeed.Run(Console.Out);
        return 0;
    case ["precision"]:
        PrecisionSpeed.Run(Console.Out);
        return 0;
    case ["inference"]:
        InferenceSpeed.Run(Console.Out);
        return 0;
    case ["operators", var file]:
        OperatorTimes.Run(Console.Out, file);
        return 0;
    case ["pictures"]:
        PictureSpeed.Run(Console.Out);
        return 0;
    case ["loader"]:
        LoaderSpeed.Run(Console.Out);
        return 0;
    case ["metrics", var file]:
        MetricCases.Write(Console.Out, file);
        return 0;
    case ["scale"]:
        DatasetScale.Run(Console.Out, AffWild2Rows);
        return 0;
    case ["scale", var rows] when int.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out var count):
        DatasetScale.Run(Console.Out, count);
        return 0;
    case ["scale-open", var root]:
        DatasetScale.Open(Console.Out, root);
        return 0;
    default:
        Console.Error.WriteLine(
            "Expected one of: speed (images a second by size), optimizer (a step beside TorchSharp's), learning (accuracy by "
            + "design), precision (bfloat16 beside "
            + "float32), inference (TorchSharp beside exported files), operators FILE (where an exported file's time goes), "
            + "pictures (decoding and "
            + "augmentation), loader (batches a second, from files and from a pack), scale [ROWS] (opening a simulated "
            + "Aff-Wild2), metrics FILE (random cases for bench/metrics_sklearn.py).");
        return 2;
}
