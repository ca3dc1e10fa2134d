using System.Text;
using static TorchSharp.torch;

namespace Arbex.Tests;

/// <summary>
/// Weights that are a formula of their names, so that two implementations can be compared without shipping any:
/// FNV-1a of the name seeds SplitMix64, whose bits become numbers in [-1, 1).
/// </summary>
internal static class FormulaWeights
{
    private static readonly string[] Halved =
        ["cls_token", "pos_embed", "relative_position_bias_table", "table"];

    public static double[] Values(string name, long count)
    {
        var hash = 0xcbf29ce484222325UL;
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ octet) * 0x100000001b3UL);
        }

        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            unchecked
            {
                var z = hash + ((ulong)(i + 1) * 0x9E3779B97F4A7C15UL);
                z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
                z ^= z >> 31;
                values[i] = (2 * (z >> 11) * Math.Pow(2, -53)) - 1;
            }
        }

        return values;
    }

    /// <summary>The values of a tensor named by its published key, rounded to float32.</summary>
    public static Tensor For(string key, long[] shape)
    {
        var count = shape.Aggregate(1L, (product, side) => product * side);
        var values = Values(key, count);
        var last = key[(key.LastIndexOf('.') + 1)..];
        Func<double, double> rule = last switch
        {
            "running_var" => v => 1 + (0.25 * v),
            "running_mean" => v => 0.05 * v,
            "gamma1" or "gamma2" or "gamma_1" or "gamma_2" => v => 0.5 + (0.25 * v),
            _ when Halved.Contains(last) => v => 0.5 * v,
            _ when key.EndsWith("weight", StringComparison.Ordinal) && shape.Length == 1 => v => 0.75 + (0.25 * v),
            _ when key.EndsWith("bias", StringComparison.Ordinal) => v => 0.05 * v,
            _ when shape.Length >= 2 => v => v * Math.Sqrt(3.0 / ((double)count / shape[0])),
            _ => v => 0.5 * v,
        };
        return tensor(values.Select(v => (float)rule(v)).ToArray()).reshape(shape);
    }

    /// <summary>The published input: values 1.5 v of the name "input", kept double.</summary>
    public static Tensor Input(params long[] shape) =>
        tensor(Values("input", shape.Aggregate(1L, (product, side) => product * side)).Select(v => 1.5 * v).ToArray())
            .reshape(shape);
}
