using Arbex.Inference.Faces;
using CsCheck;
using Microsoft.ML.OnnxRuntime;

namespace Arbex.Inference.Tests.Faces;

public sealed class FreeShapesTests
{
    private static readonly byte[] Fixed = OnnxBytes.Model("picture", [1, 3, 64, 96], [("out", [1, 2, 3], 0.5f)]);

    [Fact]
    public void Height_and_width_of_the_input_become_free_and_all_else_stays()
    {
        using var session = new InferenceSession(FreeShapes.Free(Fixed));

        var input = Assert.Single(session.InputMetadata);
        Assert.Equal("picture", input.Key);
        Assert.Equal([1, 3, -1, -1], input.Value.Dimensions);
        Assert.Equal(["", "", "height", "width"], input.Value.SymbolicDimensions);
        Assert.Equal("out", Assert.Single(session.OutputMetadata).Key);
    }

    [Fact]
    public void Inputs_that_are_no_pictures_stay()
    {
        var model = OnnxBytes.Model("numbers", [5, 7], [("out", [1], 0)]);
        using var session = new InferenceSession(FreeShapes.Free(model));

        Assert.Equal([5, 7], session.InputMetadata["numbers"].Dimensions);
    }

    [Fact]
    public void Any_bytes_give_a_model_or_nothing() =>
        Gen.Byte.Array[0, 200].Sample(bytes => FreeShapes.Free(bytes) is null or { Length: <= 1000 });

    [Fact]
    public void A_damaged_model_gives_a_model_or_nothing() =>
        Gen.Select(Gen.Int[0, Fixed.Length - 1], Gen.Byte, Gen.Int[0, Fixed.Length]).Sample((at, value, length) =>
        {
            var damaged = Fixed.ToArray();
            damaged[at] = value;
            return FreeShapes.Free(damaged.AsSpan(0, length)) is null or { Length: <= 1000 };
        });
}
