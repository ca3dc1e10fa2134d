using Arbex.Cli.Hosting;

namespace Arbex.Cli.Tests.Consoles;

public sealed class EndingsTests
{
    public static TheoryData<Exception, int, string> Known => new()
    {
        { new IOException("No space left on device : '/a/b.csv'"), ExitCode.Failed, "No space left on device : '/a/b.csv'. Expected" },
        { new UnauthorizedAccessException("Access to the path '/a' is denied."), ExitCode.BadInput, "'/a' is denied. Expected" },
        { new FileNotFoundException("Could not find", "/a/b"), ExitCode.BadInput, "The file '/a/b' does not exist. Expected" },
        { new PathTooLongException("The path '/a' is too long"), ExitCode.BadInput, "'/a' is too long. Expected" },
        { new InsufficientMemoryException(), ExitCode.Failed, "There is not enough memory. Expected" },
        { new AggregateException(new ArbexException("Mend it.")), ExitCode.BadInput, "Mend it." },
        { new StandardOutputException("No space left on device"), ExitCode.Failed, "Cannot write to standard output: No space left on device. " },
        { new OperationCanceledException(), ExitCode.Stopped, "Stopped." },
        { new InvalidOperationException("odd\n   at stack"), ExitCode.Failed, "InvalidOperationException: odd. Run again" },
    };

    [Theory]
    [MemberData(nameof(Known), DisableDiscoveryEnumeration = true)]
    public void Endings_are_sentences_and_those_of_files_name_no_exception(Exception ending, int code, string line)
    {
        var (actual, said) = Endings.Of(ending);

        Assert.Equal(code, actual);
        Assert.Contains(line, said, StringComparison.Ordinal);
        Assert.DoesNotContain("..", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
        if (ending is not InvalidOperationException)
        {
            Assert.DoesNotContain("Exception", said, StringComparison.Ordinal);
        }
    }
}
