using Arbex.Checkpoints;
using Arbex.Imaging;
using Arbex.Networks;
using static TorchSharp.torch;

namespace Arbex.Cli.Tests;

/// <summary>The command around the points; whether they lie on the face is tested with the library.</summary>
public sealed class LandmarksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;
    private readonly string _picture;

    public LandmarksTests()
    {
        (_model, _picture) = (_folder.At("net.safetensors"), _folder.At("face.png"));
        using var network = new LandmarkBackbone(new LandmarkBackboneOptions { Points = 68 });
        SafeTensors.Write(_model, network.state_dict(), new Dictionary<string, string>());
        ImageEncoder.WritePng(new ImageBuffer(60, 40), _picture);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_box_has_its_points_and_the_picture_is_drawn()
    {
        var drawn = _folder.At("points.png");
        var run = await CommandRun.Of(
            "landmarks", "--model", _model, "--box", "0,0,20,30", "--box", "30,5,20,20", "--output", drawn,
            "--threads", "1", "--json", _picture);

        run.AssertIsDone();
        var faces = run.Json["faces"]!.AsArray();
        Assert.Equal(2, faces.Count);
        Assert.All(faces, face => Assert.Equal(68, face!["points"]!.AsArray().Count));
        Assert.Equal(33, faces[0]!["square"]!["width"]!.GetValue<int>());
        Assert.Equal(900, ImageDecoder.Decode(drawn).Width);
    }

    [Fact]
    public async Task Without_a_box_the_whole_picture_is_the_face()
    {
        var run = await CommandRun.Of("landmarks", "--model", _model, "--threads", "1", _picture);
        run.AssertIsDone();
        Assert.Contains("right eye", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_box_outside_of_the_picture_is_refused() => (await CommandRun.Of(
        "landmarks", "--model", _model, "--box", "50,0,20,20", _picture)).AssertIsBadInput("--box", "60x40");

    [Fact]
    public async Task A_picture_beyond_the_limit_of_pixels_is_refused() => (await CommandRun.Of(
        "landmarks", "--model", _model, "--max-pixels", "2399", _picture))
        .AssertIsBadInput("60x40 = 2400 pixels", "at most 2399", "--max-pixels");

    [Fact]
    public async Task Weights_of_another_network_are_refused()
    {
        using (NewDisposeScope())
        {
            SafeTensors.Write(
                _model, new Dictionary<string, Tensor> { ["fc.weight"] = ones(2) }, new Dictionary<string, string>());
        }

        (await CommandRun.Of("landmarks", "--model", _model, _picture))
            .AssertIsBadInput("net.safetensors", "MobileFaceNet");
    }
}
