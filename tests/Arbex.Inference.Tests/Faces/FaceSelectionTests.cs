using Arbex.Inference.Faces;

namespace Arbex.Inference.Tests.Faces;

public sealed class FaceSelectionTests
{
    private const int Width = 640;
    private const int Height = 480;
    private const int LargestFace = 200;

    private static readonly Letterbox Full = Letterbox.Around(Width, Height, 640);
    private static readonly Letterbox Half = Letterbox.Around(Width, Height, 320);

    [Fact]
    public void A_large_face_is_taken_from_the_smaller_picture()
    {
        var selection = new FaceSelection(new FaceDetectorOptions(), Width, Height);

        Assert.True(selection.Add([Find(100, 100, 200, 300, 0.95f)], Full, LargestFace));
        Assert.False(selection.Add([Find(40, 45, 120, 160, 0.9f)], Half, LargestFace));

        Assert.Equal(new FaceBox(80, 90, 240, 320), Assert.Single(selection.Faces()).Box);
    }

    [Fact]
    public void A_large_face_that_the_smaller_picture_does_not_show_is_kept()
    {
        var selection = new FaceSelection(new FaceDetectorOptions(), Width, Height);
        selection.Add([Find(300, 100, 200, 300, 0.7f), Find(10, 10, 80, 90, 0.9f)], Full, LargestFace);
        selection.Add([Find(5, 5, 40, 45, 0.8f)], Half, LargestFace);

        var faces = selection.Faces();

        Assert.Equal([0.9f, 0.7f], faces.Select(face => face.Score));
    }

    [Fact]
    public void Faces_below_the_larger_of_the_two_minima_are_left_out()
    {
        var selection = new FaceSelection(
            new FaceDetectorOptions { MinimumSize = 20, MinimumShare = 0.1 }, Width, Height);
        selection.Add([Find(10, 10, 47, 60, 0.9f), Find(200, 10, 49, 60, 0.8f)], Full, LargestFace);

        Assert.Equal(0.8f, Assert.Single(selection.Faces()).Score);
    }

    [Theory]
    [InlineData(float.NaN, 10, 50, 50)]
    [InlineData(10, 10, float.PositiveInfinity, 50)]
    [InlineData(10, 10, -5, 50)]
    [InlineData(-100, 10, 50, 50)]
    [InlineData(10, 700, 50, 50)]
    [InlineData(-1000, -1000, 2000, 2000)]
    public void Numbers_that_are_no_face_of_the_picture_are_dropped(float left, float top, float width, float height)
    {
        var selection = new FaceSelection(new FaceDetectorOptions(), Width, Height);
        selection.Add([Find(left, top, width, height, 0.9f)], Full, largestFace: 10_000);

        Assert.Empty(selection.Faces());
    }

    [Fact]
    public void Points_that_are_no_numbers_drop_the_face()
    {
        var selection = new FaceSelection(new FaceDetectorOptions(), Width, Height);
        var face = Find(10, 10, 50, 50, 0.9f);
        selection.Add(
            [face with { Landmarks = face.Landmarks!.Value with { Nose = new FacePoint(float.NaN, 1) } }], Full, LargestFace);

        Assert.Empty(selection.Faces());
    }

    private static DetectedFace Find(float left, float top, float width, float height, float score) =>
        new(new FaceBox(left, top, width, height), score, SampleFaces.Landmarks(10, 10, 50));
}
