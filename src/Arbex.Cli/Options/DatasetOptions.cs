using System.CommandLine;
using Arbex.Cli.Datasets;
using Arbex.Data;

namespace Arbex.Cli.Options;

/// <summary>Which pictures, divided how, under which classes: --dataset, --data, --split-plan, --labels and their kin.</summary>
internal sealed class DatasetOptions
{
    private static readonly Dictionary<string, FerPlusLabelRule> LabelRules = new(StringComparer.Ordinal)
    {
        ["majority"] = FerPlusLabelRule.Majority,
        ["distribution"] = FerPlusLabelRule.Distribution,
        ["probability"] = FerPlusLabelRule.Probability,
        ["multitarget"] = FerPlusLabelRule.MultiTarget,
        ["raw"] = FerPlusLabelRule.RawVotes,
    };

    private readonly Option<string> _dataset = new("--dataset")
    {
        Description = "Which pictures:\n"
            + string.Join('\n', DatasetRequest.Kinds.Select(kind => $"{kind.Name,-12} {kind.Title}")),
        HelpName = "NAME",
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The dataset's folder. For generated: optionally a JSON file with the generator's settings.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _labelRule = new("--label-rule") { HelpName = "RULE" };

    private readonly Option<string?> _splitPlan = new("--split-plan")
    {
        Description = "How to divide the dataset instead of its own parts: logo:GROUP, logo:INDEX, kfold:K:FOLD, "
            + "random:SHARE or file:PATH. What is left out becomes the split test.",
        HelpName = "PLAN",
    };

    private readonly Option<long> _splitSeed = new("--split-seed")
    {
        Description = "Decides a random split plan, and which training samples validate where the data have no part "
            + "for it.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string?> _labels = new("--labels")
    {
        Description = "The classes wanted: a dataset's name for its classes, names with commas between them, or file:PATH "
            + "with a JSON mapping. Samples of other classes are left out and counted.",
        HelpName = "CLASSES",
    };

    private readonly Option<bool> _neutralFrames = new("--neutral-frames")
    {
        Description = "ckplus only: take each sequence's first frame as neutral.",
    };

    /// <param name="labelRuleDefault">What the help says of the default of --label-rule.</param>
    /// <param name="required">Whether a dataset must be named.</param>
    public DatasetOptions(string labelRuleDefault, bool required = true)
    {
        _dataset.Required = required;
        _dataset.AcceptOnlyFromAmong([.. DatasetRequest.Kinds.Select(kind => kind.Name)]);
        _labelRule.Description =
            $"ferplus and ferpluscsv only: how votes become labels: {string.Join(", ", LabelRules.Keys)}. {labelRuleDefault}";
        _labelRule.AcceptOnlyFromAmong([.. LabelRules.Keys]);
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_dataset);
        command.Options.Add(_data);
        command.Options.Add(_labelRule);
        command.Options.Add(_neutralFrames);
        command.Options.Add(_labels);
        command.Options.Add(_splitPlan);
        command.Options.Add(_splitSeed);
    }

    /// <summary>The same as <see cref="Read"/>; null where no dataset was named.</summary>
    /// <exception cref="ArbexException">A folder was given without a dataset's name.</exception>
    public DatasetRequest? ReadIfNamed(ParseResult parse)
    {
        if (parse.GetValue(_dataset) is not null)
        {
            return Read(parse);
        }

        return parse.GetValue(_data) is { } folder
            ? throw new ArbexException(
                $"--data is '{folder}', but no dataset is named. Expected both or none. Pass --dataset imagefolder or another one.")
            : null;
    }

    public DatasetRequest Read(ParseResult parse) => new(
        parse.GetValue(_dataset)!,
        parse.GetValue(_data),
        parse.GetValue(_labelRule) is { } rule ? LabelRules[rule] : null)
    {
        SplitPlan = parse.GetValue(_splitPlan),
        SplitSeed = parse.GetValue(_splitSeed),
        HasSplitSeed = parse.GetResult(_splitSeed) is { Implicit: false },
        Labels = parse.GetValue(_labels),
        NeutralFrames = parse.GetValue(_neutralFrames),
    };
}
