namespace Arbex.Data.Generated;

/// <summary>How a drawn person wears the hair.</summary>
public enum HairStyle
{
    /// <summary>None at all.</summary>
    Bald,

    /// <summary>A few millimetres.</summary>
    Buzz,

    /// <summary>Short with a side parting.</summary>
    SideParted,

    /// <summary>Short sides, the front combed up.</summary>
    Quiff,

    /// <summary>Curls around the head.</summary>
    Curly,

    /// <summary>A large round cloud.</summary>
    Afro,

    /// <summary>Straight, parted in the middle, below the shoulders.</summary>
    Straight,

    /// <summary>Wavy, parted at the side, below the shoulders.</summary>
    Wavy,

    /// <summary>Drawn back into a bun on top.</summary>
    Bun,

    /// <summary>Chin-long with a straight fringe.</summary>
    Fringe,

    /// <summary>Two tails at the sides.</summary>
    Pigtails,
}

/// <summary>What a drawn person has on the head.</summary>
public enum HeadWear
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A knitted cap with a turned-up edge.</summary>
    Beanie,

    /// <summary>A scarf around hair, ears and neck.</summary>
    Headscarf,

    /// <summary>A band across the hair.</summary>
    Headband,
}

/// <summary>The form of a drawn nose.</summary>
public enum NoseForm
{
    /// <summary>Small and round.</summary>
    Button,

    /// <summary>Narrow with a visible bridge.</summary>
    Straight,

    /// <summary>Wide wings.</summary>
    Broad,

    /// <summary>Long with a lowered tip.</summary>
    Drooping,
}

/// <summary>The beard of a drawn person.</summary>
public enum FacialHair
{
    /// <summary>None.</summary>
    None,

    /// <summary>A shadow of a beard.</summary>
    Stubble,

    /// <summary>A moustache alone.</summary>
    Moustache,

    /// <summary>Chin and upper lip.</summary>
    Goatee,

    /// <summary>From ear to ear.</summary>
    Full,
}

/// <summary>The glasses of a drawn person.</summary>
public enum Glasses
{
    /// <summary>None.</summary>
    None,

    /// <summary>Round rims.</summary>
    Round,

    /// <summary>Square rims.</summary>
    Square,
}
