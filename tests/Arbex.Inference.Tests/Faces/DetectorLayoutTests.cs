using Arbex.Inference.Faces;

namespace Arbex.Inference.Tests.Faces;

public sealed class DetectorLayoutTests
{
    private const int Width = 96;
    private const int Height = 64;

    [Fact]
    public void A_cell_of_YuNet_is_read_as_its_authors_write_it()
    {
        var layout = new YuNetLayout();
        var maps = Maps(layout);
        // Stride 16: 6 columns; row 2, column 3.
        var cell = (2 * 6) + 3;
        (maps[4][cell], maps[5][cell]) = (0.81f, 1.5f); // above 1 counts as 1
        new float[] { 0.5f, -0.25f, MathF.Log(2), MathF.Log(3) }.CopyTo(maps[6], cell * 4);
        new float[] { -1, -1, 1, -1, 0, 0, -1, 1, 1, 1 }.CopyTo(maps[7], cell * 10);

        var face = Assert.Single(Decoded(layout, maps, 0.85f));

        Assert.Equal(0.9f, face.Score, 1e-6);
        // Centre ((3 + 0.5) 16, (2 - 0.25) 16) = (56, 28), size (32, 48).
        AssertBox(new FaceBox(40, 4, 32, 48), face.Box);
        Assert.Equal(new FacePoint(32, 16), face.Landmarks!.Value.RightEye);
        Assert.Equal(new FacePoint(64, 16), face.Landmarks!.Value.LeftEye);
        Assert.Equal(new FacePoint(48, 32), face.Landmarks!.Value.Nose);
        Assert.Equal(new FacePoint(32, 48), face.Landmarks!.Value.RightMouth);
        Assert.Equal(new FacePoint(64, 48), face.Landmarks!.Value.LeftMouth);
        Assert.Empty(Decoded(layout, maps, 0.91f));
    }

    [Theory]
    [InlineData(0.2f)] // the second edition: points in fifths of the anchor
    [InlineData(1f)] // the first: in anchors
    public void A_cell_of_RetinaFace_is_read_in_either_edition(float unit)
    {
        var layout = new RetinaFaceLayout();
        var maps = Maps(layout);
        // Stride 16: 6 x 4 cells; row 1, column 2, the second anchor (64 pixels).
        var (area, cell) = (24, (1 * 6) + 2);
        maps[3][(3 * area) + cell] = 0.97f;
        foreach (var (index, value) in new[] { 0.25f, -0.125f, MathF.Log(1.5f), MathF.Log(2) }.Index())
        {
            maps[4][((4 + index) * area) + cell] = value;
        }

        foreach (var (index, value) in new[] { -0.3f, -0.4f, 0.3f, -0.4f, 0, 0, -0.2f, 0.4f, 0.2f, 0.4f }.Index())
        {
            maps[5][((10 + index) * area) + cell] = value / unit;
        }

        var face = Assert.Single(Decoded(layout, maps, 0.9f));

        // The anchor's centre is (2 16 + 8, 16 + 8) = (40, 24); the box's (56, 16), its size (96, 128).
        AssertBox(new FaceBox(8, -48, 96, 128), face.Box);
        AssertPoint(new FacePoint(40 - 19.2f, 24 - 25.6f), face.Landmarks!.Value.RightEye);
        AssertPoint(new FacePoint(40 + 19.2f, 24 - 25.6f), face.Landmarks!.Value.LeftEye);
        AssertPoint(new FacePoint(40, 24), face.Landmarks!.Value.Nose);
        AssertPoint(new FacePoint(40 - 12.8f, 24 + 25.6f), face.Landmarks!.Value.RightMouth);
        AssertPoint(new FacePoint(40 + 12.8f, 24 + 25.6f), face.Landmarks!.Value.LeftMouth);
    }

    [Fact]
    public void Outputs_have_a_place_for_each_cell()
    {
        Assert.Equal([1, 96, 4], new YuNetLayout().Outputs.Single(output => output.Name == "bbox_8").Shape(Width, Height));
        Assert.Equal(
            [1, 20, 2, 3],
            new RetinaFaceLayout().Outputs.Single(output => output.Name == "face_rpn_landmark_pred_stride32")
                .Shape(Width, Height));
    }

    private static float[][] Maps(IDetectorLayout layout) =>
    [
        .. layout.Outputs.Select(output =>
            new float[output.Shape(Width, Height).Aggregate(1L, (product, side) => product * side)]),
    ];

    private static List<DetectedFace> Decoded(IDetectorLayout layout, float[][] maps, float minimum)
    {
        var found = new List<DetectedFace>();
        layout.Decode(maps, Width, Height, minimum, found);
        return found;
    }

    private static void AssertBox(FaceBox expected, FaceBox actual)
    {
        Assert.Equal(expected.Left, actual.Left, 1e-3);
        Assert.Equal(expected.Top, actual.Top, 1e-3);
        Assert.Equal(expected.Width, actual.Width, 1e-3);
        Assert.Equal(expected.Height, actual.Height, 1e-3);
    }

    private static void AssertPoint(FacePoint expected, FacePoint actual)
    {
        Assert.Equal(expected.X, actual.X, 1e-3);
        Assert.Equal(expected.Y, actual.Y, 1e-3);
    }
}
