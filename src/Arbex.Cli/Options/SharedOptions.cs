using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Imaging;
using Arbex.Inference;

namespace Arbex.Cli.Options;

/// <summary>Options that several commands have, made anew for each, so that a name means one thing everywhere.</summary>
internal static class SharedOptions
{
    public static Option<bool> Json() => new("--json")
    {
        Description = "Write one JSON document to standard output and nothing else there.",
    };

    public static Option<bool> Overwrite() => new(OutputGuard.OverwriteName)
    {
        Description = "Replace files that exist. A file that the command reads is never replaced.",
    };

    public static Option<bool> Strict() => new("--strict")
    {
        Description = "Fail at the first picture that cannot be read, instead of naming and skipping it.",
    };

    public static Option<bool> Mirror() => new("--mirror")
    {
        Description = "Look at every face also mirrored and answer with the mean: better confidences, half as fast. Risks that a model "
            + "promises were measured without.",
    };

    public static Option<string?> Model() => new("--model")
    {
        Description = "A checkpoint written by arbex train, such as runs/first/best.safetensors.",
        HelpName = "FILE",
    };

    /// <summary>The same for scoring.</summary>
    public static Option<string?> ScoredModel() => new("--model")
    {
        Description = $"A checkpoint of arbex train, or a model that arbex export wrote. By default {ShippedModel.Name}, which comes along.",
        HelpName = "FILE",
    };

    /// <summary>The same for commands that answer, and can do so with the model that comes along.</summary>
    public static Option<string> AnsweringModel() => new("--model")
    {
        Description = "A model that arbex export wrote, or a checkpoint of arbex train.",
        HelpName = "FILE",
        DefaultValueFactory = _ => ShippedModel.Name,
    };

    public static Option<string?> Preset() => new("--preset")
    {
        Description = "Sizes of the network: compact (48x48, for a laptop), paper (224x224) or poster++.",
        HelpName = "P",
    };

    public static Option<string?> Recipe() => new("--recipe")
    {
        Description = "A JSON file with everything that decides a training run besides the data.",
        HelpName = "FILE",
    };

    public static Option<string[]> Teachers() => new("--distil-from")
    {
        Description = "Checkpoints whose answers are learnt beside the labels, by the recipe's distillation; several answer with their "
            + "mean. A resumed run needs the same again.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };

    public static Option<int?> Epochs() => new("--epochs")
    {
        Description = "Epochs to train, instead of the recipe's.",
        HelpName = "N",
    };

    public static Option<long?> Seed() => new("--seed")
    {
        Description = "Seed of everything random, instead of the recipe's.",
        HelpName = "N",
    };

    public static Option<long> MaximumPixels() => new("--max-pixels")
    {
        Description = "Refuse pictures and clips whose header says more pixels (width x height), before they are decoded, and animated "
            + "pictures whose frames together have more than 100 times as many.",
        HelpName = "N",
        DefaultValueFactory = _ => DecodeLimits.Default.MaximumPixels,
    };

    /// <summary>The limit, if it is one.</summary>
    public static DecodeLimits CheckMaximumPixels(long pixels) => pixels is >= 1 and <= DecodeLimits.LargestMaximumPixels
        ? new DecodeLimits { MaximumPixels = pixels }
        : throw new ArbexException(
            $"--max-pixels is {pixels}. Expected 1 to {DecodeLimits.LargestMaximumPixels}; the usual value is "
            + $"{DecodeLimits.Default.MaximumPixels}.");

    /// <summary>The number that an option gives, if it is in its range.</summary>
    public static int CheckCount(ParseResult parse, Option<int> option, int fewest, int most) =>
        parse.GetValue(option) is var count && count >= fewest && count <= most
            ? count
            : throw new ArbexException($"{option.Name} is {count}. Expected {fewest} to {most}.");

    /// <param name="description">What they do; null where they are libtorch's.</param>
    public static Option<int> Threads(string? description = null) => new("--threads")
    {
        Description = description ?? "Processor threads to compute with; 0 leaves the choice to libtorch.",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };

    /// <summary>The number of threads, if it is one.</summary>
    public static int CheckThreads(int threads) => threads is >= 0 and <= 4096
        ? threads
        : throw new ArbexException($"--threads is {threads}. Expected 0 (its own choice) to 4096.");
}
