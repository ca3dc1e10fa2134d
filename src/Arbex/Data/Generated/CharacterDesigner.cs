using System.Collections.Immutable;

using Arbex.Imaging;

namespace Arbex.Data.Generated;

/// <summary>Chooses the traits of a character so that a small cast already covers the range.</summary>
internal static class CharacterDesigner
{
    private const long CastStream = 0xCA57;
    private const long CharacterStream = 0xC0DE;
    private const double GoldenRatio = 0.6180339887498949;

    private static readonly ImmutableArray<RgbColor> SkinTones = Palette(
        0xFFE3D0, 0xFBD3B4, 0xF3C29C, 0xE5AC82, 0xD0946B, 0xB67A52, 0x985F3F, 0x7F4D34, 0x68402D, 0x573425);

    private static readonly ImmutableArray<RgbColor> HairColors = Palette(
        0x211C20, 0x35241C, 0x573621, 0x7A4324, 0xA9542A, 0xC98F4A, 0xE3C47E);

    private static readonly ImmutableArray<RgbColor> DyedColors = Palette(0x2F8F8B, 0xC4527F, 0x6A4FA3, 0x3C6FB4);

    private static readonly ImmutableArray<RgbColor> IrisColors = Palette(
        0x3A2417, 0x5B3A1E, 0x7C5A2B, 0x5F7A3C, 0x3F7F73, 0x4A7FB0, 0x6E8CA0);

    private static readonly ImmutableArray<RgbColor> Fabrics = Palette(
        0xE4573D, 0xF2A541, 0x3D8B7D, 0x2F5D8C, 0x7A5195, 0xD6577F, 0x4B4E6D, 0xE9DCC9, 0x88A65E, 0x2B2D42, 0x5FA8D3);

    private static readonly int HairStyles = Enum.GetValues<HairStyle>().Length;

    public static FaceCharacter Design(long seed, int number)
    {
        var random = SeededRandom.ForStream(seed, CharacterStream, number);
        var (skin, depth) = ChooseSkin(seed, number);
        var style = ChooseHairStyle(seed, number);
        var age = (float)Math.Max(0, random.NextDouble(-0.9, 1));
        var isBearded = style is not (HairStyle.Pigtails or HairStyle.Bun or HairStyle.Fringe or HairStyle.Straight)
            && random.NextBool(0.6);
        var wear = ChooseHeadWear(style, random);
        var isFemale = !isBearded
            && style is not (HairStyle.Bald or HairStyle.Buzz or HairStyle.Quiff)
            && random.NextBool(0.75);
        var hair = ChooseHair(depth, age, random);
        var clothes = Fabrics[random.NextInt(Fabrics.Length)];
        var accent = Fabrics[random.NextInt(Fabrics.Length)];
        return new()
        {
            Skin = skin,
            Lips = skin.Mix(RgbColor.FromCode(depth > 0.65f ? 0xD0525C : 0xB8323F),
                isFemale ? 0.55f : isBearded ? 0.45f : 0.32f),
            Hair = hair,
            Iris = IrisColors[random.NextInt(depth > 0.6 ? 3 : IrisColors.Length)],
            Clothes = clothes,
            Accent = accent == clothes ? accent.Darker(0.45f) : accent,
            SkullWidth = Between(random, 0.72f, 0.81f),
            CheekWidth = Between(random, 0.68f, 0.8f),
            JawWidth = isFemale ? Between(random, 0.46f, 0.58f) : Between(random, 0.5f, 0.66f),
            ChinWidth = isFemale ? Between(random, 0.15f, 0.23f) : Between(random, 0.18f, 0.32f),
            ChinLength = Between(random, 0.93f, 1.06f),
            EarSize = Between(random, 0.8f, 1.25f),
            EyeSpacing = Between(random, 0.3f, 0.37f),
            EyeLevel = Between(random, -0.12f, -0.03f),
            EyeWidth = Between(random, 0.185f, 0.235f),
            EyeHeight = Between(random, 0.115f, 0.155f),
            EyeTilt = Between(random, -0.02f, 0.06f),
            HasLashes = isFemale,
            BrowHeight = Between(random, 0.27f, 0.34f),
            BrowThickness = isFemale ? Between(random, 0.045f, 0.065f) : Between(random, 0.06f, 0.1f),
            BrowTilt = Between(random, -0.025f, 0.035f),
            BrowArch = Between(random, 0.2f, 0.9f),
            Nose = (NoseForm)random.NextInt(4),
            NoseSize = Between(random, 0.8f, 1.2f),
            MouthLevel = Between(random, 0.46f, 0.52f),
            MouthWidth = Between(random, 0.25f, 0.325f),
            LipFullness = isFemale ? Between(random, 0.05f, 0.085f) : Between(random, 0.032f, 0.065f),
            RestingLift = Between(random, -0.07f, 0.13f),
            HairStyle = style,
            HeadWear = wear,
            FacialHair = isBearded ? (FacialHair)(1 + random.NextInt(4)) : FacialHair.None,
            Glasses = random.NextBool(0.25) ? (Glasses)(1 + random.NextInt(2)) : Glasses.None,
            HasFreckles = depth < 0.45 && random.NextBool(0.3),
            HasEarrings = wear != HeadWear.Headscarf && random.NextBool(isFemale ? 0.55 : 0.1),
            Age = age,
            DetailSeed = unchecked((long)random.NextBits()),
        };
    }

    // Steps of the golden ratio cover the range evenly whatever the size of the cast.
    private static (RgbColor Skin, float Depth) ChooseSkin(long seed, int number)
    {
        var start = SeededRandom.ForStream(seed, CastStream).NextDouble();
        var depth = (float)((start + (number * GoldenRatio)) % 1);
        var position = depth * (SkinTones.Length - 1);
        var step = Math.Min((int)position, SkinTones.Length - 2);
        return (SkinTones[step].Mix(SkinTones[step + 1], position - step), depth);
    }

    // Every style comes once before any comes again.
    private static HairStyle ChooseHairStyle(long seed, int number)
    {
        var (round, place) = Math.DivRem(number, HairStyles);
        Span<HairStyle> order = Enum.GetValues<HairStyle>();
        SeededRandom.ForStream(seed, CastStream, 1 + round).Shuffle(order);
        return order[place];
    }

    private static HeadWear ChooseHeadWear(HairStyle style, SeededRandom random)
    {
        var choice = random.NextDouble();
        return style switch
        {
            HairStyle.Afro or HairStyle.Quiff or HairStyle.Curly => choice < 0.15 ? HeadWear.Headband : HeadWear.None,
            HairStyle.Straight or HairStyle.Wavy =>
                choice < 0.25 ? HeadWear.Headscarf : choice < 0.45 ? HeadWear.Beanie : HeadWear.None,
            HairStyle.Bun or HairStyle.Pigtails => choice < 0.25 ? HeadWear.Headband : HeadWear.None,
            _ => choice < 0.25 ? HeadWear.Beanie : HeadWear.None,
        };
    }

    private static RgbColor ChooseHair(float depth, float age, SeededRandom random)
    {
        if (random.NextBool(0.08))
        {
            return DyedColors[random.NextInt(DyedColors.Length)];
        }

        var choices = depth > 0.6 ? 2 : depth > 0.4 ? 4 : HairColors.Length;
        var hair = HairColors[random.NextInt(choices)];
        return age > 0.5f ? hair.Mix(RgbColor.FromCode(0xDCDADA), (age * 1.2f) - 0.3f) : hair;
    }

    private static float Between(SeededRandom random, float low, float high) => (float)random.NextDouble(low, high);

    private static ImmutableArray<RgbColor> Palette(params ReadOnlySpan<int> codes)
    {
        var colors = new RgbColor[codes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            colors[i] = RgbColor.FromCode(codes[i]);
        }

        return [.. colors];
    }
}
