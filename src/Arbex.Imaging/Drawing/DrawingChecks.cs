namespace Arbex.Imaging;

/// <summary>Checks of drawing options.</summary>
internal static class DrawingChecks
{
    public static void InRange(string option, int value, int low, int high)
    {
        if (value < low || value > high)
        {
            throw new ArbexException($"{option} is {value}. Expected {low} to {high}; leave it out for the default.");
        }
    }
}
