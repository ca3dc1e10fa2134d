using System.CommandLine;
using Arbex.Cli.Datasets;
using Arbex.Data;

namespace Arbex.Cli.Options;

/// <summary>Which pictures: --dataset, --data, --label-rule.</summary>
internal sealed class DatasetOptions
{
    private readonly Option<string> _dataset = new("--dataset")
    {
        Description = "ferplus: FER+ with its vote files; imagefolder: one folder a class; generated: drawn faces, no "
            + "download.",
        Required = true,
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The dataset's folder. For generated: optionally a JSON file with the generator's settings.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _labelRule = new("--label-rule");

    public DatasetOptions(string labelRuleDefault)
    {
        _dataset.AcceptOnlyFromAmong(DatasetRequest.Kinds);
        _labelRule.Description = $"ferplus only: how votes become labels. {labelRuleDefault}";
        _labelRule.AcceptOnlyFromAmong("majority", "distribution");
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
        parse.GetValue(_labelRule) switch
        {
            "majority" => FerPlusLabelRule.Majority,
            "distribution" => FerPlusLabelRule.Distribution,
            _ => null,
        });
}
