using System.Text.Json;
using Arbex.Checkpoints;
using Arbex.Checkpoints.Import;
using static TorchSharp.torch;

namespace Arbex.Tests.Checkpoints.Import;

/// <summary>
/// Files that PyTorch wrote hold here what PyTorch read in them (Goldens/torch/make_torch_files.py made both).
/// </summary>
public sealed class TorchFixtureTests
{
    private static readonly JsonElement Expected = GoldenFile.Read("torch/expected.json");

    public static TheoryData<string> Files() => [.. Expected.EnumerateObject().Select(file => file.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_tensor_has_the_type_shape_and_values_that_PyTorch_read(string file)
    {
        using var scope = NewDisposeScope();
        using var weights = WeightFile.Open(PathOf(file));
        var found = weights.Groups
            .SelectMany(group =>
                group.Entries.Select(entry => (Path: group.Path.Length == 0 ? "" : $"{group.Path}/", Entry: entry)))
            .ToDictionary(pair => pair.Path + pair.Entry.Name, pair => pair.Entry, StringComparer.Ordinal);
        var expected = Expected.GetProperty(file);

        Assert.Equal(
            expected.EnumerateObject().Select(tensor => tensor.Name.Replace("module.", "", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
            found.Keys.Order(StringComparer.Ordinal));
        foreach (var tensor in expected.EnumerateObject())
        {
            var entry = found[tensor.Name.Replace("module.", "", StringComparison.Ordinal)];
            var actual = weights.Load(entry);
            var shape = tensor.Value.GetProperty("shape").EnumerateArray().Select(side => side.GetInt64()).ToArray();
            Assert.Equal(tensor.Value.GetProperty("dtype").GetString(), $"torch.{entry.Type}");
            Assert.Equal(shape, entry.Shape.AsEnumerable());
            Assert.Equal(shape, actual.shape);
            Assert.Equal(
                tensor.Value.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()),
                actual.to(ScalarType.Float64).flatten().data<double>());
        }
    }

    [Fact]
    public void The_two_containers_are_told_apart_by_content()
    {
        using var zip = WeightFile.Open(PathOf("types.zip.pth"));
        using var legacy = WeightFile.Open(PathOf("types.legacy.pth"));
        Assert.Equal("PyTorch (zip)", zip.Container);
        Assert.Equal("PyTorch (before 1.6)", legacy.Container);
    }

    [Theory]
    [InlineData("module.zip.pth", "torch.nn.modules.linear.Linear")]
    [InlineData("script.zip.pth", "TorchScript")]
    public void A_file_of_code_instead_of_weights_is_refused_with_the_way_out(string file, string what)
    {
        var refused = Assert.Throws<CheckpointException>(() => WeightFile.Open(PathOf(file)));
        Assert.Contains(what, refused.Message, StringComparison.Ordinal);
        Assert.Contains("state_dict()", refused.Message, StringComparison.Ordinal);
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_leaves_no_tensor_behind()
    {
        TensorLeak.AssertNone(() =>
        {
            using var weights = WeightFile.Open(PathOf("views.zip.pth"));
            foreach (var entry in weights.Groups[0].Entries)
            {
                weights.Load(entry).Dispose();
            }
        });
    }

    private static string PathOf(string file) => GoldenFile.PathOf($"torch/{file}");
}
