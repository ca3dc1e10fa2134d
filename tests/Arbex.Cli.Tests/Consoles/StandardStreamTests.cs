using Arbex.Cli.Hosting;

namespace Arbex.Cli.Tests.Consoles;

public sealed class StandardStreamTests
{
    [Theory]
    [InlineData("exec $A nonsense <&- >&- 2>&-", 2)]
    [InlineData("exec $A models list <&- >&- 2>&-", 1)]
    [InlineData("exec $A models list 2>&- >/dev/null", 0)]
    [InlineData("exec $A models list <&- >/dev/null", 0)]
    [InlineData("exec $A nonsense 2>/dev/full", 2)]
    public async Task Closed_streams_end_no_process_with_an_abort(string line, int code)
    {
        var run = await ShellRun.Of(line);

        Assert.True(run.ExitCode == code, $"exit {run.ExitCode}: {run.Error}");
    }

    [Theory]
    [InlineData("exec $A models list >&-", "closed")]
    [InlineData("exec $A models list --json >&-", "closed")]
    [InlineData("exec $A --help >&-", "closed")]
    [InlineData("exec $A models list >/dev/full", "No space left on device")]
    [InlineData("exec $A models list --json >/dev/full", "No space left on device")]
    public async Task Results_that_cannot_be_written_are_an_error_that_names_standard_output(string line, string reason)
    {
        var run = await ShellRun.Of(line);

        Assert.Equal(ExitCode.Failed, run.ExitCode);
        Assert.Contains("error: Cannot write to standard output: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_has_seen_enough_is_no_error()
    {
        var run = await ShellRun.Of("($A models list --json; echo \"exit $?\" >&2) | head -n 1");

        Assert.Equal("exit 0", run.Error.Trim());
    }

    [Fact]
    public void What_cannot_be_written_to_standard_error_is_dropped()
    {
        using var error = new ConsoleWriter(new BrokenWriter(), isError: true, isClosed: false);
        error.WriteLine("lost");
        error.Flush();

        using var output = new ConsoleWriter(new BrokenWriter(), isError: false, isClosed: false);
        Assert.Contains("Input/output error.", Assert.Throws<StandardOutputException>(() => output.WriteLine("lost")).Message, StringComparison.Ordinal);
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void Write(string? value) => throw new IOException("Input/output error");

        public override void Flush() => throw new IOException("Input/output error");
    }
}
