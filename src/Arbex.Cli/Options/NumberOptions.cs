using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Arbex.Files;

namespace Arbex.Cli.Options;

/// <summary>
/// Reads the numbers of all options strictly: a decimal point, no thousands separators. The parser's own rules take '0,1' for 1.
/// </summary>
internal static class NumberOptions
{
    private const NumberStyles RealNumber = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Gives every option of a command and of those below it that takes a number the strict reading.</summary>
    /// <param name="command">The root.</param>
    /// <exception cref="NotSupportedException">An option has a type of number that nothing here reads.</exception>
    public static void ReadStrictly(Command command)
    {
        foreach (var option in command.Options)
        {
            ReadStrictly(option);
        }

        foreach (var below in command.Subcommands)
        {
            ReadStrictly(below);
        }
    }

    private static void ReadStrictly(Option option)
    {
        switch (option)
        {
            case Option<int> whole:
                whole.CustomParser = Whole<int>;
                break;
            case Option<int?> whole:
                whole.CustomParser = result => Whole<int>(result);
                break;
            case Option<long> whole:
                whole.CustomParser = Whole<long>;
                break;
            case Option<long?> whole:
                whole.CustomParser = result => Whole<long>(result);
                break;
            case Option<double> real:
                real.CustomParser = Real;
                break;
            case Option<double?> real:
                real.CustomParser = result => Real(result);
                break;
            default:
                if (IsNumber(option.ValueType))
                {
                    throw new NotSupportedException($"{option.Name} takes {option.ValueType}, which {nameof(NumberOptions)} does not read.");
                }

                break;
        }
    }

    /// <summary>Whether values of a type are numbers, or lists of them.</summary>
    private static bool IsNumber(Type type)
    {
        var value = Nullable.GetUnderlyingType(type.GetElementType() ?? type) ?? type.GetElementType() ?? type;
        return !value.IsEnum && value != typeof(char)
            && value.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(INumber<>));
    }

    private static T Whole<T>(ArgumentResult result)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var text = result.Tokens[0].Value;
        if (!T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            result.AddError(BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
                ? $"{Name(result)} is '{TerminalText.Escaped(text)}'. Expected a whole number from {T.MinValue} to {T.MaxValue}."
                : $"{Name(result)} is '{TerminalText.Escaped(text)}'. Expected a whole number such as 10, without separators.");
        }

        return number;
    }

    private static double Real(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (!double.TryParse(text, RealNumber, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            result.AddError($"{Name(result)} is '{TerminalText.Escaped(text)}'. Expected a number such as 0.1, with a decimal point.");
            return 0;
        }

        return number;
    }

    private static string Name(ArgumentResult result) => result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
}
