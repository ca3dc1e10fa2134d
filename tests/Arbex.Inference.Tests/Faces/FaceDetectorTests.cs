using Arbex.Imaging;
using Arbex.Inference.Faces;

namespace Arbex.Inference.Tests.Faces;

/// <summary>The real detectors on real pictures.</summary>
public sealed class FaceDetectorTests
{
    /// <summary>Pictures, and where their faces are: left, top, width, height.</summary>
    private static readonly Dictionary<string, FaceBox[]> Pictures = new()
    {
        ["multi_face.jpg"] =
        [
            new(216, 62, 92, 116), new(314, 235, 96, 126), new(434, 217, 82, 98), new(531, 306, 100, 130),
            new(686, 291, 104, 132),
        ],
        ["single_face.jpg"] = [new(191, 145, 182, 252)],
        ["biden_7mpx.jpg"] = [new(825, 520, 730, 970)],
        ["astronaut.png"] = [new(178, 61, 92, 115)],
    };

    public static TheoryData<string, int> EachPicture =>
        [.. Pictures.Keys.SelectMany(name => new (string, int)[] { (name, 320), (name, 640) })];

    [Theory]
    [MemberData(nameof(EachPicture))]
    public void YuNet_finds_every_face_and_no_other(string name, int side)
    {
        using var detector = new YuNetDetector(
            DetectorModels.YuNetOrSkip(), new FaceDetectorOptions { MaximumSide = side });

        AssertFound(Pictures[name], detector.Detect(DetectorModels.PictureOrSkip(name)));
    }

    [Theory]
    [MemberData(nameof(EachPicture))]
    public void RetinaFace_finds_every_face_and_no_other(string name, int side)
    {
        using var detector = new RetinaFaceDetector(
            DetectorModels.RetinaFaceOrSkip(), new FaceDetectorOptions { MaximumSide = side });

        AssertFound(Pictures[name], detector.Detect(DetectorModels.PictureOrSkip(name)));
    }

    [Theory]
    [InlineData(320)]
    [InlineData(640)]
    public void A_detector_made_for_one_size_sees_what_the_one_for_any_size_sees(int side)
    {
        var options = new FaceDetectorOptions { MaximumSide = side };
        using var one = new YuNetDetector(DetectorModels.YuNetOrSkip(), options);
        using var any = new YuNetDetector(DetectorModels.DynamicYuNetOrSkip(), options);
        var picture = DetectorModels.PictureOrSkip("multi_face.jpg");

        var expected = any.Detect(picture);
        var found = one.Detect(picture);

        Assert.Equal(5, expected.Count);
        Assert.All(expected.Zip(found), pair =>
        {
            Assert.Equal(pair.First.Score, pair.Second.Score, 1e-4);
            Assert.True(pair.First.Box.Overlap(pair.Second.Box) > 0.999);
        });
    }

    [Fact]
    public void Points_lie_in_the_order_of_their_names()
    {
        using var detector = new YuNetDetector(DetectorModels.YuNetOrSkip());

        foreach (var face in detector.Detect(DetectorModels.PictureOrSkip("multi_face.jpg")))
        {
            var points = face.Landmarks!.Value;
            Assert.True(points.RightEye.X < points.Nose.X && points.Nose.X < points.LeftEye.X);
            Assert.True(points.RightMouth.X < points.LeftMouth.X);
            Assert.True(points.LeftEye.Y < points.Nose.Y && points.Nose.Y < points.LeftMouth.Y);
        }
    }

    [Fact]
    public void A_face_that_fills_the_picture_gets_the_same_box_at_every_size()
    {
        using var detector = new YuNetDetector(
            DetectorModels.YuNetOrSkip(), new FaceDetectorOptions { MaximumSide = 1024 });
        var face = ImageCropper.Crop(DetectorModels.PictureOrSkip("biden_7mpx.jpg"), 780, 450, 820, 1080);
        var expected = new FaceBox(45, 70, 730, 970);

        foreach (var height in new[] { 96, 256, 640, 1024 })
        {
            var width = height * face.Width / face.Height;
            var scale = (float)face.Height / height;

            var box = Assert.Single(detector.Detect(ImageResizer.Resize(face, width, height))).Box;

            var found = new FaceBox(box.Left * scale, box.Top * scale, box.Width * scale, box.Height * scale);
            Assert.True(expected.Overlap(found) > 0.85, $"{height}: {found}");
        }
    }

    [Fact]
    public void A_picture_without_faces_has_none()
    {
        using var detector = new YuNetDetector(DetectorModels.YuNetOrSkip());

        Assert.Empty(detector.Detect(SampleFaces.Ramp(300, 200)));
        Assert.Empty(detector.Detect(new ImageBuffer(1, 1)));
        Assert.Empty(detector.Detect(new ImageBuffer(3000, 1)));
    }

    [Fact]
    public void Many_threads_get_the_answers_of_one()
    {
        using var detector = new YuNetDetector(
            DetectorModels.YuNetOrSkip(), new FaceDetectorOptions { MaximumSide = 320 });
        var pictures = new[] { "multi_face.jpg", "astronaut.png" }.Select(DetectorModels.PictureOrSkip).ToArray();
        var expected = pictures.Select(picture => detector.Detect(picture)).ToArray();

        var found = new IReadOnlyList<DetectedFace>[16];
        Parallel.For(0, found.Length, i => found[i] = detector.Detect(pictures[i % pictures.Length]));

        Assert.All(found.Index(), answer => Assert.Equal(expected[answer.Index % pictures.Length], answer.Item));
    }

    [Fact]
    public void A_closed_detector_and_a_cancelled_call_say_so()
    {
        var detector = new YuNetDetector(DetectorModels.YuNetOrSkip());
        Assert.Throws<OperationCanceledException>(
            () => detector.Detect(new ImageBuffer(64, 64), new CancellationToken(canceled: true)));
        detector.Dispose();
        Assert.Throws<ObjectDisposedException>(() => detector.Detect(new ImageBuffer(64, 64)));
    }

    private static void AssertFound(FaceBox[] expected, IReadOnlyList<DetectedFace> found)
    {
        Assert.Equal(expected.Length, found.Count);
        Assert.All(expected, box => Assert.Single(found, face => face.Box.Overlap(box) > 0.65));
        Assert.All(found, face => Assert.InRange(face.Score, 0.85f, 1f));
    }
}
