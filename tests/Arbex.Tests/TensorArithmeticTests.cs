using static TorchSharp.torch;

namespace Arbex.Tests;

public sealed class TensorArithmeticTests
{
    /// <summary>
    /// TorchSharp's implicit scalars are freed by the collector while libtorch reads them: with this much garbage a
    /// plain <c>x * 0.5</c> fails within seconds.
    /// </summary>
    [Fact]
    public void Numbers_stay_alive_while_the_collector_runs()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var garbage = new Thread(() =>
        {
            var kept = new Queue<byte[]>();
            while (!stop.IsCancellationRequested)
            {
                kept.Enqueue(new byte[200_000]);
                if (kept.Count > 20)
                {
                    kept.Dequeue();
                }
            }
        });
        garbage.Start();
        using var x = ones(4);
        while (!stop.IsCancellationRequested)
        {
            using var scope = NewDisposeScope();
            Assert.Equal(0.5f, x.Times(0.5).data<float>()[0]);
            Assert.Equal(3f, x.Plus(2).data<float>()[3]);
            Assert.Equal(0.25f, x.From(1.25).data<float>()[1]);
        }

        garbage.Join();
    }

    [Fact]
    public void Each_operation_is_what_its_name_says()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { -1.0, 0.0, 2.0 });
        TensorAssert.Close(tensor(new[] { 0.5, 0.5, 2.0 }), x.AtLeast(0.5), 0, "at least");
        TensorAssert.Close(tensor(new[] { 0.0, 0.0, 1.0 }), x.Within(0, 1), 0, "within");
        TensorAssert.Close(tensor(new[] { -1.0, 0.0, 7.0 }), x.FilledWhere(x.IsAbove(1), 7), 0, "filled");
        TensorAssert.Close(tensor(new[] { 9.0, 9.0, 2.0 }), x.FilledWhere(x.IsAtMost(0), 9), 0, "at most");
        TensorAssert.Close(tensor(new[] { 1.0, 2.0, 4.0 }), x.clone().PlusInPlace(2), 0, "plus");
        TensorAssert.Close(tensor(new[] { -3.0, 0.0, 6.0 }), x.clone().PlusInPlace(x, 2), 0, "plus factor");
        TensorAssert.Close(tensor(new[] { -0.5, 0.0, 4.0 }), x.clone().PlusProductInPlace(x, x, 0.5), 0, "plus product");
        TensorAssert.Close(tensor(new[] { -2.0, 0.0, 4.0 }), x.clone().TimesInPlace(2), 0, "times");
    }
}
