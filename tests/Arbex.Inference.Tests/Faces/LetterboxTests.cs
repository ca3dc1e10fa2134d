using Arbex.Inference.Faces;
using CsCheck;

namespace Arbex.Inference.Tests.Faces;

public sealed class LetterboxTests
{
    [Fact]
    public void An_input_is_no_larger_than_it_must_be() =>
        Gen.Select(Gen.Int[1, 9000], Gen.Int[1, 9000], Gen.Int[64, 1024]).Sample((width, height, side) =>
        {
            var placing = Letterbox.Around(width, height, side);

            Assert.Equal(Math.Min(side, Math.Max(width, height)), Math.Max(placing.ShownWidth, placing.ShownHeight));
            Assert.InRange(placing.Width - placing.ShownWidth, 0, 31);
            Assert.InRange(placing.Height - placing.ShownHeight, 0, 31);
            Assert.Equal((0, 0), (placing.Width % 32, placing.Height % 32));
        });

    [Fact]
    public void A_fixed_input_holds_the_whole_picture_and_never_enlarges_it() =>
        Gen.Select(Gen.Int[1, 9000], Gen.Int[1, 9000], Gen.Int[64, 1024]).Sample((width, height, side) =>
        {
            var placing = Letterbox.Inside(width, height, side, 640, 480);

            Assert.Equal((640, 480), (placing.Width, placing.Height));
            Assert.InRange(placing.ShownWidth, 1, Math.Min(640, width));
            Assert.InRange(placing.ShownHeight, 1, Math.Min(480, height));
        });

    [Fact]
    public void A_place_of_the_input_is_found_in_the_picture_again()
    {
        var placing = Letterbox.Around(1280, 720, 320);
        var face = new DetectedFace(new FaceBox(10, 20, 30, 40), 0.5f, SampleFaces.Landmarks(10, 20, 30));

        var placed = placing.ToPicture(face);

        Assert.Equal(new FaceBox(40, 80, 120, 160), placed.Box);
        Assert.Equal(face.Landmarks!.Value.Nose.X * 4, placed.Landmarks!.Value.Nose.X);
        Assert.Equal(face.Landmarks!.Value.LeftMouth.Y * 4, placed.Landmarks!.Value.LeftMouth.Y);
    }
}
