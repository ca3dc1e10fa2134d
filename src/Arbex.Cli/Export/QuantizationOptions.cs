using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Export.Quantization;

namespace Arbex.Cli.Export;

/// <summary>--int8 and what says how it works.</summary>
internal sealed class QuantizationOptions
{
    private const int DefaultFaces = 256;

    /// <summary>They are all in memory.</summary>
    private const int MostFaces = 2_000;

    private readonly Option<bool> _bytes = new("--int8")
    {
        Description = "Layers on whole numbers of 8 bits: less than a third of the size, and faster on most processors. The ranges of numbers "
            + "are measured on training faces of --dataset.",
    };

    private readonly Option<string> _ranges = new("--ranges")
    {
        Description = "With --int8: what 8 bits cover at each place: percentile (all numbers seen but outliers), minmax (all), entropy "
            + "(what loses least of their distribution).",
        DefaultValueFactory = _ => "percentile",
    };

    private readonly Option<int> _faces = new("--range-faces")
    {
        Description = "With --int8: how many training faces to measure ranges on at most.",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultFaces,
    };

    private readonly Option<string[]> _keepFloat = new("--keep-float")
    {
        Description = "With --int8: layers that stay in float32, by the beginnings of their names, as --sensitivity lists them.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _wide = new("--wide-weights")
    {
        Description = "With --int8: weights of 8 bits instead of 7, only for processors with VNNI, AMX or ARM's dot products. On others "
            + "sums overflow, and the file answers wrongly.",
    };

    private readonly OutputOption _sensitivity = new("--sensitivity")
    {
        Description = "With --int8: write a table of what each layer on bytes changes while all others stay in float32.",
        HelpName = "FILE.csv",
        Extensions = [".csv"],
    };

    public QuantizationOptions() => _ranges.AcceptOnlyFromAmong("percentile", "minmax", "entropy");

    public void AddTo(ArbexCommand command)
    {
        command.Options.Add(_bytes);
        command.Options.Add(_ranges);
        command.Options.Add(_faces);
        command.Options.Add(_keepFloat);
        command.Options.Add(_wide);
        command.AddOutput(_sensitivity);
    }

    /// <summary>Whether layers on bytes are asked for.</summary>
    /// <exception cref="ArbexException">How they work was said without asking for them.</exception>
    public bool IsWanted(ParseResult parse)
    {
        Option[] ofBytes = [_ranges, _faces, _keepFloat, _wide, _sensitivity];
        return parse.GetValue(_bytes)
            || (ofBytes.FirstOrDefault(option => parse.GetResult(option) is { Implicit: false }) is { } alone
                ? throw new ArbexException($"{alone.Name} says how --int8 works, which was not given. Pass both or none.")
                : false);
    }

    public ByteOptions Read(ParseResult parse) => new()
    {
        Ranges = Enum.Parse<RangeMethod>(parse.GetValue(_ranges)!, ignoreCase: true),
        KeepFloat = [.. parse.GetValue(_keepFloat) ?? []],
        WideWeights = parse.GetValue(_wide),
    };

    /// <summary>How many faces the ranges are measured on.</summary>
    public int Faces(ParseResult parse) => SharedOptions.CheckCount(parse, _faces, ByteOptions.FewestFaces, MostFaces);

    /// <summary>Where the table of layers goes; null for nowhere.</summary>
    public string? Sensitivity(ParseResult parse) => parse.GetValue(_sensitivity);
}
