using Arbex.Benchmarks;

// Two measurements behind the preset `compact`, and one of pictures; the tables are Markdown, ready for a document.
// dotnet run -c Release --project bench/Arbex.Benchmarks -- speed | learning | pictures
switch (args.FirstOrDefault())
{
    case "speed":
        CompactSpeed.Run(Console.Out);
        return 0;
    case "learning":
        CompactLearning.Run(Console.Out);
        return 0;
    case "pictures":
        PictureSpeed.Run(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("Expected one argument: speed (seconds of a training step by size), learning (accuracy by design) or pictures (decoding and augmentation).");
        return 2;
}
