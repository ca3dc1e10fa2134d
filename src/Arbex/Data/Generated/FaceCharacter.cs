namespace Arbex.Data.Generated;

/// <summary>Who is drawn: everything about a face that no expression changes. Lengths in half face heights.</summary>
public sealed record FaceCharacter
{
    /// <summary>Colour of the lit skin.</summary>
    public required RgbColor Skin { get; init; }

    /// <summary>Colour of the lips at rest.</summary>
    public required RgbColor Lips { get; init; }

    /// <summary>Colour of hair and beard.</summary>
    public required RgbColor Hair { get; init; }

    /// <summary>Colour of the irises.</summary>
    public required RgbColor Iris { get; init; }

    /// <summary>Colour of the clothes.</summary>
    public required RgbColor Clothes { get; init; }

    /// <summary>Colour of headwear, glasses and earrings.</summary>
    public required RgbColor Accent { get; init; }

    /// <summary>Half width at the temples.</summary>
    public required float SkullWidth { get; init; }

    /// <summary>Half width at the cheekbones.</summary>
    public required float CheekWidth { get; init; }

    /// <summary>Half width at the corners of the jaw.</summary>
    public required float JawWidth { get; init; }

    /// <summary>Half width of the chin.</summary>
    public required float ChinWidth { get; init; }

    /// <summary>Distance from the face's middle to the chin.</summary>
    public required float ChinLength { get; init; }

    /// <summary>Size of the ears relative to the usual one.</summary>
    public required float EarSize { get; init; }

    /// <summary>Half the distance between the eyes' centres.</summary>
    public required float EyeSpacing { get; init; }

    /// <summary>Height of the eyes' centres, negative is up.</summary>
    public required float EyeLevel { get; init; }

    /// <summary>Half width of an eye.</summary>
    public required float EyeWidth { get; init; }

    /// <summary>Half height of an eye at rest.</summary>
    public required float EyeHeight { get; init; }

    /// <summary>How far the eyes' outer corners lie above the inner ones.</summary>
    public required float EyeTilt { get; init; }

    /// <summary>Whether the lashes are drawn out.</summary>
    public required bool HasLashes { get; init; }

    /// <summary>Distance from the eye to the brow at rest.</summary>
    public required float BrowHeight { get; init; }

    /// <summary>Thickness of the brows.</summary>
    public required float BrowThickness { get; init; }

    /// <summary>How far the brows' outer ends lie above the inner ones at rest.</summary>
    public required float BrowTilt { get; init; }

    /// <summary>Bend of the brows at rest.</summary>
    public required float BrowArch { get; init; }

    /// <summary>Form of the nose.</summary>
    public required NoseForm Nose { get; init; }

    /// <summary>Size of the nose relative to the usual one.</summary>
    public required float NoseSize { get; init; }

    /// <summary>Height of the mouth's middle.</summary>
    public required float MouthLevel { get; init; }

    /// <summary>Half width of the mouth at rest.</summary>
    public required float MouthWidth { get; init; }

    /// <summary>Thickness of the lips.</summary>
    public required float LipFullness { get; init; }

    /// <summary>Lift of the mouth's corners at rest, in the units of <see cref="MouthPose.LeftCornerLift"/>.</summary>
    public required float RestingLift { get; init; }

    /// <summary>Hair style.</summary>
    public required HairStyle HairStyle { get; init; }

    /// <summary>Headwear.</summary>
    public required HeadWear HeadWear { get; init; }

    /// <summary>Beard.</summary>
    public required FacialHair FacialHair { get; init; }

    /// <summary>Glasses.</summary>
    public required Glasses Glasses { get; init; }

    /// <summary>Whether there are freckles.</summary>
    public required bool HasFreckles { get; init; }

    /// <summary>Whether there are earrings.</summary>
    public required bool HasEarrings { get; init; }

    /// <summary>Strength of the lines of age, 0 to 1.</summary>
    public required float Age { get; init; }

    /// <summary>Names the character's own small details, such as where the freckles are.</summary>
    public required long DetailSeed { get; init; }

    /// <summary>Invents a character. Neighbouring numbers differ strongly in skin and hair.</summary>
    /// <param name="seed">Names a whole cast.</param>
    /// <param name="number">The character's place in the cast, from 0.</param>
    public static FaceCharacter Create(long seed, int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return CharacterDesigner.Design(seed, number);
    }
}
