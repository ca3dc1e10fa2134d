using System.Runtime.CompilerServices;

namespace Arbex;

/// <summary>Checks of options in the words of the recipe file, so that the message fits what the user wrote.</summary>
internal static class OptionCheck
{
    public static void That(bool condition, string problem)
    {
        if (!condition)
        {
            throw new ArbexException(problem);
        }
    }

    public static void InRange(
        double value, double low, double high, string name, [CallerArgumentExpression(nameof(value))] string? member = null)
    {
        if (!(value >= low && value <= high))
        {
            throw new ArbexException(FormattableString.Invariant(
                $"{name ?? member} is {value}. Expected a number from {low} to {high}."));
        }
    }

    /// <summary>Above zero and finite.</summary>
    public static void Positive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArbexException(FormattableString.Invariant(
                $"{name} is {value}. Expected a number above 0."));
        }
    }

    public static void Count<T>(IReadOnlyCollection<T> items, int count, string name)
    {
        if (items.Count != count)
        {
            throw new ArbexException($"{name} has {items.Count} entries. Expected {count}, one for each level.");
        }
    }
}
