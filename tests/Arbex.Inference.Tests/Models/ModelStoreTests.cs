using Arbex.Inference.Faces;
using Arbex.Inference.Models;

namespace Arbex.Inference.Tests.Models;

public sealed class ModelStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelEntry _entry = SampleModels.Entry();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_of_ones_own_comes_before_the_cache()
    {
        var store = Store();
        Put("cache", SampleModels.Content);
        Assert.Equal(_folder.At("cache", "model.onnx"), store.Require(_entry));

        Put("own", SampleModels.Content);
        Assert.Equal(_folder.At("own", "model.onnx"), store.Require(_entry));
        Assert.Equal([false, true], store.Copies(_entry).Select(copy => copy.IsPulled));
    }

    [Fact]
    public void A_model_that_is_not_here_says_how_to_get_it()
    {
        var store = Store();

        Assert.Null(store.Find(_entry));
        var message = Assert.Throws<ArbexException>(() => store.Require(_entry)).Message;
        Assert.Contains("arbex models pull sample", message, StringComparison.Ordinal);
        Assert.Contains(_folder.At("own"), message, StringComparison.Ordinal);
        Assert.Contains(_folder.At("cache"), message, StringComparison.Ordinal);
        Assert.Contains("ARBEX_MODELS", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("own", "ARBEX_MODELS")]
    [InlineData("cache", "arbex models pull sample")]
    public void A_file_with_another_content_is_never_used(string where, string remedy)
    {
        Put(where, SampleModels.Content.Reverse().ToArray());

        var message = Assert.Throws<ArbexException>(() => Store().Read(_entry)).Message;

        Assert.Contains(_folder.At(where, "model.onnx"), message, StringComparison.Ordinal);
        Assert.Contains(_entry.Sha256, message, StringComparison.Ordinal);
        Assert.Contains(remedy, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_length_is_told_by_its_length()
    {
        Put("cache", [1, 2, 3]);

        var copy = Assert.Single(Store().Copies(_entry));

        Assert.Equal(new ModelCopy(_folder.At("cache", "model.onnx"), IsPulled: true, 3, null, IsIntact: false), copy);
        Assert.Contains(
            "3 bytes", Assert.Throws<ArbexException>(() => Store().Find(_entry)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_users_variables_say_where_models_are()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has a place of its own for caches.");
        var store = ForUser(("XDG_CACHE_HOME", "/x/cache"), ("ARBEX_MODELS", "/x/models"));
        Assert.Equal(("/x/cache/arbex/models", "/x/models"), (store.Cache, store.Folder));
        Assert.Equal("/x/home/.cache/arbex/models", ForUser(("HOME", "/x/home")).Cache);
        // A relative XDG_CACHE_HOME is to be ignored, by its specification.
        Assert.Equal(
            "/x/home/.cache/arbex/models", ForUser(("HOME", "/x/home"), ("XDG_CACHE_HOME", "here"), ("ARBEX_MODELS", "")).Cache);
        Assert.Null(ForUser(("HOME", "/x/home"), ("ARBEX_MODELS", "")).Folder);
    }

    [Fact]
    public void Every_model_of_the_catalogue_can_be_fetched_and_is_pinned()
    {
        Assert.All(ModelCatalog.Entries, entry =>
        {
            Assert.Matches("^[0-9a-f]{64}$", entry.Sha256);
            Assert.InRange(entry.Bytes, 1000, 100_000_000);
            Assert.NotEmpty(entry.Sources);
            Assert.NotEmpty(entry.Licence);
            Assert.Equal(entry, ModelCatalog.Find(entry.Name.ToUpperInvariant()));
            Assert.All(entry.Sources.OfType<HttpsSource>(), source => Assert.Equal("https", source.Address.Scheme));
        });
        Assert.Distinct(ModelCatalog.Entries.Select(entry => entry.File));
        Assert.All(FaceDetectors.Names, name => ModelCatalog.Find(name));
        var message = Assert.Throws<ArbexException>(() => ModelCatalog.Find("yolo")).Message;
        Assert.Contains("yunet, retinaface", message, StringComparison.Ordinal);
    }

    private static ModelStore ForUser(params (string Name, string Value)[] variables) =>
        ModelStore.ForUser(name => variables.FirstOrDefault(variable => variable.Name == name).Value);

    private ModelStore Store() => new(_folder.At("cache"), _folder.At("own"));

    private void Put(string where, byte[] content)
    {
        Directory.CreateDirectory(_folder.At(where));
        File.WriteAllBytes(_folder.At(where, "model.onnx"), content);
    }
}
