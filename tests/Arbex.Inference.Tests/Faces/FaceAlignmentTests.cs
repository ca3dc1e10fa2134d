using Arbex.Imaging;
using Arbex.Inference.Faces;
using CsCheck;

namespace Arbex.Inference.Tests.Faces;

public sealed class FaceAlignmentTests
{
    private static readonly Gen<FacePoint> GenPoint = Gen.Select(
        Gen.Float[-500, 500], Gen.Float[-500, 500], (x, y) => new FacePoint(x, y));

    private static readonly Gen<AffineMap> GenSimilarity = Gen.Select(
        Gen.Double[-Math.PI, Math.PI], Gen.Double[0.05, 20], Gen.Double[-300, 300], Gen.Double[-300, 300],
        (angle, scale, x, y) => new AffineMap(
            scale * Math.Cos(angle), -scale * Math.Sin(angle), x, scale * Math.Sin(angle), scale * Math.Cos(angle), y));

    [Fact]
    public void A_turn_scale_and_shift_is_found_again() =>
        Gen.Select(GenSimilarity, GenPoint.Array[2, 8])
            .Where((_, points) => Spread(points) > 1)
            .Sample((map, points) =>
            {
                var moved = points.Select(point => Moved(map, point)).ToArray();

                var found = FaceAlignment.Similarity(points, moved);

                Assert.All(points, point =>
                {
                    var (x, y) = found.Apply(point.X, point.Y);
                    Assert.Equal(map.Apply(point.X, point.Y).X, x, 0.05);
                    Assert.Equal(map.Apply(point.X, point.Y).Y, y, 0.05);
                });
            });

    [Fact]
    public void No_other_turn_scale_or_shift_comes_nearer() =>
        Gen.Select(GenPoint.Array[5], GenPoint.Array[5], GenSimilarity)
            .Where((from, to, _) => Spread(from) > 1 && Spread(to) > 1)
            .Sample((from, to, other) =>
            {
                var best = Distance(FaceAlignment.Similarity(from, to), from, to);

                Assert.True(best <= Distance(other, from, to) * (1 + 1e-6));
            });

    [Fact]
    public void A_mirrored_face_is_not_mirrored_back()
    {
        FacePoint[] from = [new(0, 0), new(10, 0), new(0, 30)];
        FacePoint[] to = [new(0, 0), new(-10, 0), new(0, 30)];

        var map = FaceAlignment.Similarity(from, to);

        Assert.True((map.XX * map.YY) - (map.XY * map.YX) > 0);
    }

    [Fact]
    public void Points_in_one_place_determine_nothing()
    {
        FacePoint[] one = [new(3, 4), new(3, 4)];
        FacePoint[] two = [new(0, 0), new(1, 1)];

        Assert.Throws<ArgumentException>(() => FaceAlignment.Similarity(one, two));
        Assert.Throws<ArgumentException>(() => FaceAlignment.Similarity(two, one));
        Assert.Throws<ArgumentException>(() => FaceAlignment.Similarity(two, [new(0, 0)]));
        Assert.Throws<ArgumentException>(() => FaceAlignment.Similarity(two, [new(float.NaN, 0), new(1, 1)]));
    }

    [Fact]
    public void The_points_of_a_face_come_to_lie_on_the_template()
    {
        var map = FaceAlignment.CropToPicture(SampleFaces.Landmarks(left: 100, top: 50, side: 200), size: 48);

        Assert.Equal(200 / 48.0, map.XX, 1e-4);
        Assert.Equal(0, map.XY, 1e-4);
        Assert.Equal(100, map.X0, 1e-3);
        Assert.Equal(50, map.Y0, 1e-3);
    }

    [Fact]
    public void A_margin_shows_more_around_the_same_centre()
    {
        var points = SampleFaces.Landmarks(left: 100, top: 50, side: 200);

        var map = FaceAlignment.CropToPicture(points, size: 48, margin: 1.5);

        Assert.Equal(300 / 48.0, map.XX, 1e-4);
        var (x, y) = map.Apply(24, 24);
        Assert.Equal(200, x, 1e-3);
        Assert.Equal(150, y, 1e-3);
    }

    private static FacePoint Moved(AffineMap map, FacePoint point)
    {
        var (x, y) = map.Apply(point.X, point.Y);
        return new FacePoint((float)x, (float)y);
    }

    private static double Distance(AffineMap map, FacePoint[] from, FacePoint[] to) => from.Zip(to).Sum(pair =>
    {
        var (x, y) = map.Apply(pair.First.X, pair.First.Y);
        return Math.Pow(x - pair.Second.X, 2) + Math.Pow(y - pair.Second.Y, 2);
    });

    private static double Spread(FacePoint[] points) =>
        points.Max(point => point.X) - points.Min(point => point.X) + points.Max(point => point.Y)
        - points.Min(point => point.Y);
}
