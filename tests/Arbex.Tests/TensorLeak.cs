using TorchSharp;

namespace Arbex.Tests;

/// <summary>Proves that an action leaves no native tensor behind on this thread.</summary>
internal static class TensorLeak
{
    public static void AssertNone(Action action)
    {
        action(); // whatever is made once for all is made now
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 3; i++)
        {
            action();
        }

        var left = DisposeScopeManager.Statistics.ThreadTotalLiveCount - before;
        Assert.True(left <= 0, $"3 runs left {left} live tensors, expected none");
    }
}
