using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;

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

    /// <summary>One entry for each level.</summary>
    public static void Count<T>(ImmutableArray<T> items, int count, string name)
    {
        Given(items, name);
        if (items.Length != count)
        {
            throw new ArbexException($"{name} has {items.Length} entries. Expected {count}, one for each level.");
        }
    }

    /// <summary>A list that is there, if only an empty one.</summary>
    public static void Given<T>(ImmutableArray<T> items, string name) =>
        That(!items.IsDefault, $"{name} is null. Expected a list; leave the entry out to keep the preset's.");

    /// <summary>A part that is there.</summary>
    public static void Given(object? part, string name) =>
        That(part is not null, $"{name} is null. Expected an object; leave the entry out to keep the preset's.");

    /// <summary>A value that the enumeration names.</summary>
    public static void Defined<T>(T value, string name)
        where T : struct, Enum =>
        That(
            Enum.IsDefined(value),
            $"{name} is {value}. Expected one of {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.");
}
