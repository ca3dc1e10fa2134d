using Arbex.Data;
using Arbex.Data.Generated;
using Arbex.Imaging;

using CsCheck;

namespace Arbex.Tests.Data.Generated;

public sealed class GeneratedFaceRendererTests
{
    private static readonly FaceScene Passport = new();

    [Fact]
    public void The_same_face_is_drawn_with_the_same_bytes()
    {
        Gen.Select(Gen.Long, Gen.Int[0, 40], Gen.Int[0, 7]).Sample(
            (seed, number, label) =>
            {
                byte[] Draw()
                {
                    var random = new SeededRandom(seed);
                    var expression = Expressions.Draw(label, random);
                    return GeneratedFaceRenderer.Render(
                        FaceCharacter.Create(seed, number), expression, FaceScene.Draw(random, 1, 0.5), 48).Pixels;
                }

                return Draw().AsSpan().SequenceEqual(Draw());
            },
            iter: 40);
    }

    [Fact]
    public void Different_characters_look_different()
    {
        var neutral = Expressions.Typical(0);
        var faces = Enumerable.Range(0, 30)
            .Select(number => GeneratedFaceRenderer.Render(FaceCharacter.Create(1, number), neutral, Passport, 64))
            .ToArray();
        for (var a = 0; a < faces.Length; a++)
        {
            for (var b = 0; b < a; b++)
            {
                Assert.True(Distance(faces[a], faces[b]) > 5, $"Characters {a} and {b} look alike.");
            }
        }
    }

    [Fact]
    public void Different_expressions_of_one_character_look_different()
    {
        for (var number = 0; number < 12; number++)
        {
            var character = FaceCharacter.Create(1, number);
            var faces = Enumerable.Range(0, 8)
                .Select(label => GeneratedFaceRenderer.Render(character, Expressions.Typical(label), Passport, 64))
                .ToArray();
            for (var a = 0; a < faces.Length; a++)
            {
                for (var b = 0; b < a; b++)
                {
                    Assert.True(Distance(faces[a], faces[b]) > 0.4, $"Expressions {a} and {b} of {number} look alike.");
                }
            }
        }
    }

    [Fact]
    public void The_first_characters_have_all_hair_styles_and_skins_from_light_to_dark()
    {
        var cast = Enumerable.Range(0, 11).Select(number => FaceCharacter.Create(5, number)).ToArray();
        Assert.Equal(Enum.GetValues<HairStyle>().Length, cast.Select(character => character.HairStyle).Distinct().Count());
        Assert.True(cast.Max(character => character.Skin.Green) > 180);
        Assert.True(cast.Min(character => character.Skin.Green) < 90);
    }

    [Fact]
    public void Mirroring_an_expression_twice_gives_it_back()
    {
        var contempt = Expressions.Typical(LabelSet.FerPlus.IndexOf("contempt"));
        Assert.NotEqual(contempt, contempt.Mirrored());
        Assert.Equal(contempt, contempt.Mirrored().Mirrored());
    }

    [Fact]
    public void An_expression_blends_from_rest_to_full_strength()
    {
        var (rest, fear) = (Expressions.Typical(0), Expressions.Typical(6));
        Assert.Equal(rest, rest.Toward(fear, 0));
        Assert.Equal(fear, rest.Toward(fear, 1));
    }

    [Fact]
    public void Every_size_and_cover_can_be_drawn()
    {
        var character = FaceCharacter.Create(3, 2);
        foreach (var occlusion in Enum.GetValues<Occlusion>())
        {
            foreach (var size in (int[])[16, 33, 512])
            {
                var scene = Passport with { Occlusion = occlusion, Blur = 0.01f, Noise = 5, IsGrey = true };
                var picture = GeneratedFaceRenderer.Render(character, Expressions.Typical(2), scene, size);
                Assert.Equal((size, size), (picture.Width, picture.Height));
            }
        }
    }

    [Fact]
    public void A_grey_picture_has_equal_channels()
    {
        var picture = GeneratedFaceRenderer.Render(
            FaceCharacter.Create(1, 1), Expressions.Typical(1), Passport with { IsGrey = true, Noise = 6 }, 40);
        for (var i = 0; i < picture.Pixels.Length; i += 3)
        {
            Assert.Equal(picture.Pixels[i], picture.Pixels[i + 1]);
            Assert.Equal(picture.Pixels[i], picture.Pixels[i + 2]);
        }
    }

    [Fact]
    public void A_label_outside_the_eight_classes_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Expressions.Typical(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => Expressions.Draw(-1, new SeededRandom(1)));
    }

    /// <summary>Mean absolute difference of two pictures in grey levels.</summary>
    private static double Distance(ImageBuffer a, ImageBuffer b) =>
        a.Pixels.Zip(b.Pixels).Average(pair => Math.Abs(pair.First - pair.Second));
}
