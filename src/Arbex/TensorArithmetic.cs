using TorchSharp;
using static TorchSharp.torch;

namespace Arbex;

/// <summary>Tensors and plain numbers together, safely.</summary>
/// <remarks>
/// TorchSharp turns a plain number into a <see cref="Scalar"/> with a finalizer and hands libtorch its bare address, so
/// that the collector may free it while libtorch reads it: an exception at best, a wrong number at worst. Every method
/// here keeps the scalar alive until libtorch is done. The implicit conversions are banned. See docs/decisions/0010.
/// </remarks>
internal static class TensorArithmetic
{
    // The factor of torch's add, which TorchSharp would otherwise make anew for every call; held for ever.
    private static readonly Scalar One = 1L.ToScalar();

    /// <summary>The parameter itself where it has x's type, else rounded to it; gradients go back to the parameter.</summary>
    public static Tensor WithTypeOf(this Tensor parameter, Tensor x) =>
        parameter.dtype == x.dtype ? parameter : parameter.to_type(x.dtype);

    /// <summary>x + y.</summary>
    public static Tensor Plus(this Tensor x, Tensor y) => x.add(y, One);

    /// <summary>x += y, in place.</summary>
    public static Tensor PlusInPlace(this Tensor x, Tensor y) => x.add_(y, One);

    /// <summary>x * x, whose gradient is exact and finite everywhere.</summary>
    public static Tensor Squared(this Tensor x) => x.mul(x);

    /// <summary>x * factor.</summary>
    public static Tensor Times(this Tensor x, double factor)
    {
        using var scalar = factor.ToScalar();
        return x.mul(scalar);
    }

    /// <summary>x *= factor, in place.</summary>
    public static Tensor TimesInPlace(this Tensor x, double factor)
    {
        using var scalar = factor.ToScalar();
        return x.mul_(scalar);
    }

    /// <summary>x + term.</summary>
    public static Tensor Plus(this Tensor x, double term)
    {
        using var scalar = term.ToScalar();
        return x.add(scalar, One);
    }

    /// <summary>x += term, in place.</summary>
    public static Tensor PlusInPlace(this Tensor x, double term)
    {
        using var scalar = term.ToScalar();
        return x.add_(scalar, One);
    }

    /// <summary>x += factor * y, in place.</summary>
    public static Tensor PlusInPlace(this Tensor x, Tensor y, double factor)
    {
        using var scalar = factor.ToScalar();
        return x.add_(y, scalar);
    }

    /// <summary>x += factor * y * z, in place.</summary>
    public static Tensor PlusProductInPlace(this Tensor x, Tensor y, Tensor z, double factor)
    {
        using var scalar = factor.ToScalar();
        return x.addcmul_(y, z, scalar);
    }

    /// <summary>number - x.</summary>
    public static Tensor From(this Tensor x, double number)
    {
        using var negated = x.neg();
        return negated.Plus(number);
    }

    /// <summary>max(x, low).</summary>
    public static Tensor AtLeast(this Tensor x, double low)
    {
        using var scalar = low.ToScalar();
        return x.clamp_min(scalar);
    }

    /// <summary>min(max(x, low), high).</summary>
    public static Tensor Within(this Tensor x, double low, double high)
    {
        using var lowScalar = low.ToScalar();
        using var highScalar = high.ToScalar();
        return x.clamp(lowScalar, highScalar);
    }

    /// <summary>x &gt; number.</summary>
    public static Tensor IsAbove(this Tensor x, double number)
    {
        using var scalar = number.ToScalar();
        return x.gt(scalar);
    }

    /// <summary>x &lt;= number.</summary>
    public static Tensor IsAtMost(this Tensor x, double number)
    {
        using var scalar = number.ToScalar();
        return x.le(scalar);
    }

    /// <summary>x with a number where the mask is set.</summary>
    public static Tensor FilledWhere(this Tensor x, Tensor mask, double number)
    {
        using var scalar = number.ToScalar();
        return x.masked_fill(mask, scalar);
    }
}
