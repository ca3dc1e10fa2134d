using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Spectre.Console.Testing;

namespace Arbex.Cli.Tests.Consoles;

public sealed class NumberOptionsTests
{
    [Theory]
    [InlineData("0,1", "predict", "--min-confidence")]
    [InlineData("0,05", "predict", "--risk")]
    [InlineData("0,1", "data", "noise", "--dataset", "generated", "--output", "never-made.json", "--share")]
    [InlineData("0,1", "train", "--dataset", "generated", "--output", "never-made", "--label-noise")]
    [InlineData("1,000", "train", "--dataset", "generated", "--output", "never-made", "--checkpoint-minutes")]
    [InlineData("NaN", "predict", "--min-confidence")]
    [InlineData("1e999", "predict", "--risk")]
    [InlineData("Infinity", "predict", "--risk")]
    [InlineData(" 0.5", "predict", "--risk")]
    [InlineData("0.5 ", "predict", "--risk")]
    public async Task Numbers_with_commas_or_without_a_value_are_refused_with_what_was_typed_and_what_was_expected(
        string value, params string[] before)
    {
        var run = await CommandRun.Of([.. before, value]);

        run.AssertIsBadInput($"{before[^1]} is '{value}'. Expected a number such as 0.1, with a decimal point. See 'arbex ");
        Assert.DoesNotContain("System.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,000")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData(" 3")]
    [InlineData("9223372036854775808")]
    public void No_option_with_a_whole_number_takes_anything_else(string value) => AssertRefused(value, typeof(int), typeof(long));

    [Theory]
    [InlineData("0,1")]
    [InlineData("1,000.5")]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    [InlineData("$1")]
    [InlineData("50%")]
    public void No_option_with_a_number_takes_commas_or_what_is_no_number(string value) => AssertRefused(value, typeof(double));

    [Fact]
    public void Good_numbers_are_read_whatever_the_language_of_the_user()
    {
        var root = new RootCommand { new Option<double>("--real"), new Option<double?>("--maybe"), new Option<long?>("--whole") };
        NumberOptions.ReadStrictly(root);
        var parse = root.Parse("--real 1e-3 --maybe 0.25 --whole -7");

        Assert.Empty(parse.Errors);
        Assert.Equal((0.001, 0.25, -7L), (parse.GetValue<double>("--real"), parse.GetValue<double?>("--maybe"), parse.GetValue<long?>("--whole")));
        Assert.Null(root.Parse("--real 1").GetValue<double?>("--maybe"));
    }

    [Fact]
    public void A_type_of_number_that_nothing_reads_strictly_is_refused_when_the_program_is_built()
    {
        Assert.Throws<NotSupportedException>(() => NumberOptions.ReadStrictly(new RootCommand { new Option<float>("--a") }));
        Assert.Throws<NotSupportedException>(() => NumberOptions.ReadStrictly(new RootCommand { new Option<decimal?>("--a") }));
        Assert.Throws<NotSupportedException>(() => NumberOptions.ReadStrictly(new RootCommand { new Option<double[]>("--a") }));
    }

    [Theory]
    [InlineData("1,two")]
    [InlineData("1,,2")]
    [InlineData("1.5,2")]
    [InlineData("1,2,")]
    public void Lists_of_numbers_are_as_strict(string list) =>
        Assert.Contains($"--seeds is '{list}'", Assert.Throws<ArbexException>(() => NumberList.Read(list, "--seeds").ToArray()).Message, StringComparison.Ordinal);

    private static void AssertRefused(string value, params Type[] types)
    {
        using var console = new TestConsole();
        var root = ArbexCommandLine.Root(new CommandHost(console, console, TimeProvider.System), new Option<bool>("--verbose"));
        var commands = root.Subcommands.SelectMany(command => command.Subcommands.Append(command)).ToArray();
        var seen = 0;
        foreach (var command in commands)
        {
            foreach (var option in command.Options.Where(
                option => types.Contains(Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType)))
            {
                seen++;
                var path = command.Parents.OfType<Command>().First() is var parent && parent != root
                    ? (string[])[parent.Name, command.Name]
                    : [command.Name];
                var errors = root.Parse([.. path, option.Name, value], ArbexCommandLine.Parsing).Errors;
                Assert.Contains(errors, error => error.Message.StartsWith($"{option.Name} is '{value}'. Expected a ", StringComparison.Ordinal));
            }
        }

        Assert.True(seen > 3, "No option was tried.");
    }
}
