using Arbex.Export.Quantization;
using CsCheck;

namespace Arbex.Export.Tests.Quantization;

public sealed class ByteScaleTests
{
    private static readonly Gen<ValueRange> Ranges = Gen.Select(
        Gen.Double[-100, 100], Gen.Double[1e-3, 100], (low, width) => new ValueRange(low, low + width));

    [Fact]
    public void Zero_is_exact_and_both_ends_are_within_half_a_step() => Ranges.Sample(range =>
    {
        var scale = ByteScale.Of(range);
        var (first, last) = (scale.Scale * (0 - scale.ZeroPoint), scale.Scale * (255 - scale.ZeroPoint));

        Assert.True(first <= 0 && last >= 0);
        Assert.True(first - Math.Min(range.Low, 0) <= (0.501 * scale.Scale) + 1e-5);
        Assert.True(Math.Max(range.High, 0) - last <= (0.501 * scale.Scale) + 1e-5);
    });

    [Fact]
    public void What_was_rectified_starts_at_the_byte_zero() =>
        Assert.Equal(0, ByteScale.Of(new ValueRange(0, 6)).ZeroPoint);

    [Fact]
    public void A_place_of_nothing_but_zeros_has_a_scale() =>
        Assert.Equal(new ByteScale(1, 0), ByteScale.Of(new ValueRange(0, 0)));
}
