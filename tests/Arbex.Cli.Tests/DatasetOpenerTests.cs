using System.Text.RegularExpressions;
using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Spectre.Console.Testing;

namespace Arbex.Cli.Tests;

public sealed class DatasetOpenerTests : IDisposable
{
    private const string Votes =
        """
        Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF
        Training,a.png,0,10,0,0,0,0,0,0,0,0
        Training,b.png,5,5,0,0,0,0,0,0,0,0
        Training,,0,0,0,0,0,0,0,0,0,10
        Training,gone.png,0,10,0,0,0,0,0,0,0,0
        PublicTest,c.png,0,0,8,2,0,0,0,0,0,0
        PublicTest,d.png,5,5,0,0,0,0,0,0,0,0
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly TestConsole _output = new();
    private readonly TestConsole _error = new();
    private readonly DatasetOpener _opener;

    public DatasetOpenerTests()
    {
        _opener = new(new CommandHost(_output, _error, TimeProvider.System));
        _folder.Write("fer2013new.csv", Votes);
        foreach (var picture in new[] { "Train/a.png", "Train/b.png", "Valid/c.png", "Valid/d.png" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.At($"FER2013{picture}"))!);
            _folder.Write($"FER2013{picture}", "");
        }
    }

    public static TheoryData<string> EachKind => [.. DatasetCatalog.Kinds.Select(kind => kind.Name)];

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [MemberData(nameof(EachKind))]
    public async Task Every_dataset_of_the_catalog_can_be_asked_for(string kind)
    {
        (await CommandRun.Of("train", "--dataset", kind, "--data", "/nowhere", "--output", "never-made"))
            .AssertIsBadInput("/nowhere");
        var help = await CommandRun.Of("evaluate", "--help");
        Assert.Matches($"{kind} +{Regex.Escape(DatasetCatalog.Find(kind).Title)}", help.Output);
    }

    [Fact]
    public void Training_learns_from_the_distribution_and_validates_by_majority()
    {
        var data = _opener.ForTraining(Request(null), labelNoise: 0, seed: 1);

        Assert.Equal("FER+ (distribution), validated on FER+ (majority)", data.Dataset.Name);
        Assert.Equal("FER+ (majority)", data.ValidationName);
        Assert.Equal(
            ["FER2013Train/a.png", "FER2013Train/b.png", "FER2013Valid/c.png"],
            data.Dataset.Samples.Select(sample => sample.Id));
    }

    [Theory]
    [InlineData(FerPlusLabelRule.Majority, "FER+ (majority)")]
    [InlineData(FerPlusLabelRule.Probability, "FER+ (probability), validated on FER+ (majority)")]
    [InlineData(FerPlusLabelRule.MultiTarget, "FER+ (multi-target), validated on FER+ (majority)")]
    [InlineData(FerPlusLabelRule.RawVotes, "FER+ (raw votes), validated on FER+ (majority)")]
    public void Any_rule_trains_and_is_validated_by_majority(FerPlusLabelRule rule, string name) =>
        Assert.Equal(name, _opener.ForTraining(Request(rule), labelNoise: 0, seed: 1).Dataset.Name);

    [Fact]
    public void Problems_are_warnings_and_what_the_protocol_leaves_out_is_told_once()
    {
        _opener.ForTraining(Request(null), labelNoise: 0, seed: 1);

        Assert.Equal("", _output.Output);
        Assert.Equal(
            [
                "warning: 1 pictures named in fer2013new.csv are missing from FER2013Train and were left out, "
                    + "such as gone.png.",
                "FER+ (distribution) leaves out 1 lines of pictures that the authors removed.",
            ],
            _error.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("majority", "FER+ (majority)")]
    [InlineData("distribution", "FER+ (distribution)")]
    [InlineData("probability", "FER+ (probability)")]
    [InlineData("multitarget", "FER+ (multi-target)")]
    [InlineData("raw", "FER+ (raw votes)")]
    public void The_option_takes_the_short_names_of_the_rules(string word, string name)
    {
        var options = new Options.DatasetOptions("");
        var command = new System.CommandLine.Command("x");
        options.AddTo(command);
        var request = options.Read(
            command.Parse(["--dataset", "ferplus", "--data", _folder.FullName, "--label-rule", word]));
        Assert.Equal(name, _opener.ForEvaluation(request).Name);
    }

    private DatasetRequest Request(FerPlusLabelRule? rule) => new("ferplus", _folder.FullName, rule);
}
