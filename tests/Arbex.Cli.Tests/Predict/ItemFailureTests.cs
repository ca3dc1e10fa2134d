using Arbex.Cli.Predict;
using Arbex.Inference;

namespace Arbex.Cli.Tests.Predict;

public sealed class ItemFailureTests
{
    public static TheoryData<Exception> Failures =>
    [
        new InsufficientMemoryException("too large"), new IOException("broken"), new UnauthorizedAccessException("closed"),
        new InvalidOperationException("unforeseen"), new ArbexException("known"),
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public void Whatever_goes_wrong_with_one_picture_is_its_error_and_ends_the_run_only_strictly(Exception failure)
    {
        var item = new WorkItem { File = "a.png", Load = () => throw failure };

        var seen = Work(strict: false).Look(item);

        Assert.NotNull(seen.Answer.Error);
        Assert.True(failure is ArbexException || seen.Answer.Error.Contains("a.png", StringComparison.Ordinal));
        Assert.Throws<ArbexException>(() => Work(strict: true).Look(item));
    }

    [Fact]
    public void A_cancelled_run_is_no_error_of_a_picture() => Assert.Throws<OperationCanceledException>(
        () => Work(strict: false).Look(new WorkItem { File = "a.png", Load = () => throw new OperationCanceledException() }));

    private static FaceWork Work(bool strict) => new(
        new PredictRequest { Model = "x", Inputs = [], Strict = strict },
        new Lazy<ExpressionRecognizer>(() => throw new InvalidOperationException("Nothing is to be looked at.")), CancellationToken.None);
}
