namespace Arbex.Cli.Tests;

/// <summary>One tiny training run by the command line, shared by all tests that need a checkpoint.</summary>
public sealed class TrainedRun : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>An image folder of three classes with train and valid.</summary>
    public string Data => _folder.At("data");

    /// <summary>The run's folder.</summary>
    public string Run => _folder.At("run");

    /// <summary>The best checkpoint.</summary>
    public string Model => _folder.At("run", "best.safetensors");

    /// <summary>A picture that the model can be asked about.</summary>
    public string Picture => _folder.At("data", "valid", "happy", "0.png");

    /// <summary>The micro recipe.</summary>
    public string Recipe => _folder.At("micro.json");

    internal CommandRun? Training { get; private set; }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _folder.Write("micro.json", Samples.MicroRecipe);
        Samples.WriteImageFolder(Data, Samples.Classes);
        Training = await CommandRun.Of(
            "train", "--dataset", "imagefolder", "--data", Data, "--recipe", Recipe, "--output", Run, "--threads", "1",
            "--json");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
