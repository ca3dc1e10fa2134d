using System.Text.Json;
using Arbex.Evaluation.Report;

namespace Arbex.Tests.Evaluation.Report;

public sealed class RunEpochsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arbex-epochs-").FullName;

    private string Checkpoint => Path.Combine(_folder, "best.safetensors");

    [Fact]
    public void A_repeated_epoch_counts_once_and_a_line_in_the_making_not_at_all()
    {
        Write($"{Line(1, 0.1)}\n{Line(2, 0.2)}\n{Line(2, 0.3)}\n{Line(3, 0.4)[..20]}");
        Assert.Equal(
            [(1, 0.1), (2, 0.3)], RunEpochs.Beside(Checkpoint).Select(epoch => (epoch.Epoch, epoch.TrainAccuracy)));
    }

    [Fact]
    public void A_checkpoint_outside_a_run_has_no_epochs() => Assert.Empty(RunEpochs.Beside(Checkpoint));

    [Theory]
    [InlineData("no\n")]
    [InlineData("null\n")]
    [InlineData("{\"epoch\":1}\n")]
    public void Lines_that_are_no_epochs_are_refused_by_name(string text)
    {
        Write(text);
        Assert.Contains("metrics.jsonl", Assert.Throws<ArbexException>(() => RunEpochs.Beside(Checkpoint)).Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => TestFolder.Delete(_folder);

    private static string Line(int epoch, double accuracy) => JsonSerializer.Serialize(
        ReportSamples.Input().Epochs[0] with { Epoch = epoch, TrainAccuracy = accuracy }, ArbexJson.OneLine);

    private void Write(string text) => File.WriteAllText(Path.Combine(_folder, "metrics.jsonl"), text);
}
