using System.CommandLine;
using Arbex.Cli.Datasets;
using Arbex.Data;

namespace Arbex.Cli.Options;

/// <summary>Which pictures: --dataset, --data, --label-rule.</summary>
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
        Required = true,
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The dataset's folder. For generated: optionally a JSON file with the generator's settings.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _labelRule = new("--label-rule") { HelpName = "RULE" };

    public DatasetOptions(string labelRuleDefault)
    {
        _dataset.AcceptOnlyFromAmong([.. DatasetRequest.Kinds.Select(kind => kind.Name)]);
        _labelRule.Description =
            $"ferplus only: how votes become labels: {string.Join(", ", LabelRules.Keys)}. {labelRuleDefault}";
        _labelRule.AcceptOnlyFromAmong([.. LabelRules.Keys]);
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_dataset);
        command.Options.Add(_data);
        command.Options.Add(_labelRule);
    }

    public DatasetRequest Read(ParseResult parse) => new(
        parse.GetValue(_dataset)!,
        parse.GetValue(_data),
        parse.GetValue(_labelRule) is { } rule ? LabelRules[rule] : null);
}
