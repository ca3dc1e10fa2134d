using Arbex.Data;

namespace Arbex.Tests.Data;

public sealed class SampleFingerprintTests
{
    private static readonly FaceSample[] Faces =
    [
        new() { Id = "a", Group = "x", Split = DataSplit.Train, LabelDistribution = [1, 0] },
        new() { Id = "b", Group = "x", Split = DataSplit.Train, LabelDistribution = [0, 1] },
        new() { Id = "c", Group = "y", Split = DataSplit.Valid, LabelDistribution = [0.5f, 0.5f] },
    ];

    [Fact]
    public void The_same_samples_have_the_same_fingerprint() => Assert.Equal(Of(Faces), Of([.. Faces]));

    [Fact]
    public void Another_name_part_group_label_number_or_order_has_another_one() => Assert.Equal(
        7,
        new[]
        {
            Of(Faces), Of(Faces[..2]), Of([Faces[1], Faces[0], Faces[2]]), Of([Faces[0], Faces[1], Faces[2] with { Id = "d" }]),
            Of([Faces[0], Faces[1], Faces[2] with { Split = DataSplit.Test }]), Of([Faces[0], Faces[1] with { Group = "y" }, Faces[2]]),
            Of([Faces[0], Faces[1], Faces[2] with { LabelDistribution = [0.25f, 0.75f] }]),
        }.Distinct().Count());

    private static string Of(FaceSample[] samples) => SampleFingerprint.Of(SampleIndex.Create(samples));
}
