using Arbex.Inference.Faces;
using CsCheck;

namespace Arbex.Inference.Tests.Faces;

public sealed class NonMaximumSuppressionTests
{
    private static readonly Gen<DetectedFace[]> GenFaces = Gen.Select(
        Gen.Float[0, 100], Gen.Float[0, 100], Gen.Float[1, 60], Gen.Float[1, 60], Gen.Float[0, 1],
        SampleFaces.Face).Array[0, 30];

    [Fact]
    public void Kept_faces_do_not_overlap_and_dropped_ones_overlap_a_better_one() =>
        Gen.Select(GenFaces, Gen.Double[0, 1]).Sample((faces, most) =>
        {
            var kept = NonMaximumSuppression.Select(faces, most);

            foreach (var (index, face) in kept.Index())
            {
                Assert.All(kept.Take(index), better => Assert.True(
                    better.Score >= face.Score && better.Box.Overlap(face.Box) <= most));
            }

            Assert.All(faces.Except(kept), dropped => Assert.Contains(
                kept, face => face.Score >= dropped.Score && face.Box.Overlap(dropped.Box) > most));
        });

    [Fact]
    public void Overlap_is_shared_area_over_joint_area()
    {
        var box = new FaceBox(0, 0, 10, 10);

        Assert.Equal(1, box.Overlap(box));
        Assert.Equal(50f / 150, box.Overlap(new FaceBox(5, 0, 10, 10)), 1e-6);
        Assert.Equal(0, box.Overlap(new FaceBox(10, 0, 10, 10)));
        Assert.Equal(0, box.Overlap(new FaceBox(float.NaN, 0, 10, 10)));
    }

    [Fact]
    public void An_overlap_out_of_range_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NonMaximumSuppression.Select([], 1.1));
}
