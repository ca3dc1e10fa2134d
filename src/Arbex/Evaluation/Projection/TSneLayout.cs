using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Arbex.Evaluation.Projection;

/// <summary>Positions, padded to whole vectors with points that nothing acts on, and the state of the descent.
/// </summary>
internal sealed class TSneLayout
{
    private const int Lanes = 4;
    private const double SmallestGain = 0.01;

    private readonly int _count;
    private readonly double[][] _position = new double[2][];
    private readonly double[][] _slope = [[], []];
    private readonly double[][] _speed = [[], []];
    private readonly double[][] _gain = [[], []];

    public TSneLayout(double[] points)
    {
        _count = points.Length / 2;
        var padded = (_count + Lanes - 1) / Lanes * Lanes;
        for (var axis = 0; axis < 2; axis++)
        {
            _position[axis] = new double[padded];
            _slope[axis] = new double[_count];
            _speed[axis] = new double[_count];
            _gain[axis] = new double[_count];
            Array.Fill(_gain[axis], 1);
            for (var i = 0; i < _count; i++)
            {
                _position[axis][i] = points[(2 * i) + axis];
            }
        }
    }

    public double[] Points() => Interleaved(_position);

    public double[] Gradient() => Interleaved(_slope);

    public void Step(double[] affinities, double pull, double rate, double momentum)
    {
        Slopes(affinities, pull);
        for (var axis = 0; axis < 2; axis++)
        {
            var (slope, speed, gain) = (_slope[axis], _speed[axis], _gain[axis]);
            double sum = 0;
            for (var i = 0; i < _count; i++)
            {
                // Jacobs 1988: a coordinate that keeps its direction takes longer steps.
                gain[i] = slope[i] * speed[i] < 0 ? gain[i] + 0.2 : Math.Max(gain[i] * 0.8, SmallestGain);
                speed[i] = (momentum * speed[i]) - (rate * gain[i] * slope[i]);
                _position[axis][i] += speed[i];
                sum += _position[axis][i];
            }

            for (var i = 0; i < _count; i++)
            {
                _position[axis][i] -= sum / _count;
            }
        }
    }

    /// <summary>4 sum_j (pull p_ij - q_ij) w_ij (y_i - y_j), with w = 1 / (1 + d^2) and q = w / sum w.</summary>
    public void Slopes(double[] affinities, double pull)
    {
        var x = Vectors(0);
        var y = Vectors(1);
        var stride = x.Length * Lanes;
        var repulsion = new double[2 * _count];
        double total = 0;
        for (var i = 0; i < _count; i++)
        {
            var p = MemoryMarshal.Cast<double, Vector256<double>>(affinities.AsSpan(i * stride, stride));
            var (px, py) = (Vector256.Create(_position[0][i]), Vector256.Create(_position[1][i]));
            Vector256<double> sum = default, ax = default, ay = default, rx = default, ry = default;
            for (var j = 0; j < x.Length; j++)
            {
                var (dx, dy) = (px - x[j], py - y[j]);
                var w = Vector256<double>.One / (Vector256<double>.One + (dx * dx) + (dy * dy));
                w = j == x.Length - 1 ? w * Tail() : w;
                sum += w;
                var (near, far) = (p[j] * w, w * w);
                ax += near * dx;
                ay += near * dy;
                rx += far * dx;
                ry += far * dy;
            }

            total += Vector256.Sum(sum) - 1; // not with itself
            (_slope[0][i], _slope[1][i]) = (Vector256.Sum(ax), Vector256.Sum(ay));
            (repulsion[2 * i], repulsion[(2 * i) + 1]) = (Vector256.Sum(rx), Vector256.Sum(ry));
        }

        for (var i = 0; i < _count; i++)
        {
            _slope[0][i] = 4 * ((pull * _slope[0][i]) - (repulsion[2 * i] / total));
            _slope[1][i] = 4 * ((pull * _slope[1][i]) - (repulsion[(2 * i) + 1] / total));
        }
    }

    public double Divergence(double[] affinities)
    {
        var stride = _position[0].Length;
        double total = 0, sum = 0;
        for (var i = 0; i < _count; i++)
        {
            for (var j = 0; j < _count; j++)
            {
                total += i == j ? 0 : Weight(i, j);
            }
        }

        for (var i = 0; i < _count; i++)
        {
            for (var j = 0; j < _count; j++)
            {
                var p = affinities[(i * stride) + j];
                sum += p > 0 ? p * Math.Log(p * total / Weight(i, j)) : 0;
            }
        }

        return sum;
    }

    private double Weight(int i, int j)
    {
        var (dx, dy) = (_position[0][i] - _position[0][j], _position[1][i] - _position[1][j]);
        return 1 / (1 + (dx * dx) + (dy * dy));
    }

    private ReadOnlySpan<Vector256<double>> Vectors(int axis) =>
        MemoryMarshal.Cast<double, Vector256<double>>(_position[axis].AsSpan());

    /// <summary>1 for the samples in the last vector, 0 for the padding.</summary>
    private Vector256<double> Tail()
    {
        var used = _count - (_position[0].Length - Lanes);
        return Vector256.Create(1.0, used > 1 ? 1 : 0, used > 2 ? 1 : 0, used > 3 ? 1 : 0);
    }

    private double[] Interleaved(double[][] axes)
    {
        var result = new double[2 * _count];
        for (var i = 0; i < _count; i++)
        {
            (result[2 * i], result[(2 * i) + 1]) = (axes[0][i], axes[1][i]);
        }

        return result;
    }
}
