using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>Multi-head cross-attention in windows: queries from landmarks, keys and values from the image.</summary>
/// <remarks>
/// Paper equations 1 to 3. Differs from equation 1 by default: the queries are the raw landmark features, as in the
/// published networks; <c>queryProjection</c> adds w_q. The relative position bias b has one value for each offset and
/// head, not the I x I that the paper prints.
/// <code>
/// image     [B x windows, n, D]   n = w x w tokens of a window
/// landmarks [B x windows, n, D]
/// q, k, v   [B x windows, I, n, D/I]
/// scores    [B x windows, I, n, n]
/// result    [B x windows, n, D]
/// </code>
/// </remarks>
public sealed class WindowCrossAttention : Module<Tensor, Tensor, Tensor>
{
    private const double TableDeviation = 0.02;

    private readonly int _width;
    private readonly int _heads;
    private readonly int _window;

    [ComponentName(Name = "relative_position_bias_table")]
    private readonly Parameter _biasTable;

    [ComponentName(Name = "q")]
    private readonly LinearMap? _query;

    [ComponentName(Name = "qkv")]
    private readonly LinearMap _keyValue;

    [ComponentName(Name = "proj")]
    private readonly LinearMap _output;

    // Derived from the window side alone, so it is no part of a checkpoint.
    private readonly long[] _offsets;

    /// <summary>Builds the attention of one level.</summary>
    /// <param name="width">Channels D, a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Heads I.</param>
    /// <param name="window">Side w of a window in map pixels.</param>
    /// <param name="queryProjection">Whether queries pass w_q.</param>
    /// <exception cref="ArgumentException">The width is not a multiple of the heads.</exception>
    public WindowCrossAttention(int width, int heads, int window, bool queryProjection = false)
        : base(nameof(WindowCrossAttention))
    {
        if (heads < 1 || width % heads != 0)
        {
            throw new ArgumentException($"width = {width} is not a multiple of heads = {heads}.", nameof(heads));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        (_width, _heads, _window) = (width, heads, window);
        var side = (2L * window) - 1;
        _biasTable = Parameter(zeros(side * side, heads)); // [(2w-1)^2, I]
        init.normal_(_biasTable, std: TableDeviation);
        _query = queryProjection ? new LinearMap(width, width) : null;
        _keyValue = new LinearMap(width, 2 * width);
        _output = new LinearMap(width, width);
        _offsets = RelativeOffsets(window);
        RegisterComponents();
    }

    /// <summary>Channels D.</summary>
    internal int Width => _width;

    /// <summary>Tokens n of a window.</summary>
    internal int Tokens => _window * _window;

    internal int Heads => _heads;

    /// <summary>w_q; null where the landmark features themselves are the queries.</summary>
    internal LinearMap? Query => _query;

    /// <summary>Keys, then values: [2D, D].</summary>
    internal LinearMap KeyValue => _keyValue;

    internal LinearMap Output => _output;

    /// <summary>Position of each token pair's offset in the bias table: (dy + w - 1)(2w - 1) + dx + w - 1.</summary>
    /// <param name="window">Side w of a window.</param>
    /// <returns>[n x n] row-major, row = query token, column = key token.</returns>
    public static long[] RelativeOffsets(int window)
    {
        var tokens = window * window;
        var offsets = new long[tokens * tokens];
        for (var i = 0; i < tokens; i++)
        {
            for (var j = 0; j < tokens; j++)
            {
                var dy = (i / window) - (j / window);
                var dx = (i % window) - (j % window);
                offsets[(i * tokens) + j] = ((dy + window - 1L) * ((2 * window) - 1)) + dx + window - 1;
            }
        }

        return offsets;
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor image, Tensor landmarks)
    {
        var n = Tokens;
        var d = _width / _heads;
        Expect.Shape(image, nameof(image), -1, n, _width);
        Expect.Shape(landmarks, nameof(landmarks), image.shape[0], n, _width);
        using var scope = NewDisposeScope();
        var b = image.shape[0];

        var kv = _keyValue.call(image)                                     // [B', n, 2D]
            .reshape(b, n, 2, _heads, d)
            .permute(2, 0, 3, 1, 4);                                       // [2, B', I, n, D/I]
        var (k, v) = (kv[0], kv[1]);                                       // [B', I, n, D/I]
        var q = (_query is null ? landmarks : _query.call(landmarks))      // [B', n, D]
            .reshape(b, n, _heads, d)
            .permute(0, 2, 1, 3);                                          // [B', I, n, D/I]

        var scores = q.Times(1 / Math.Sqrt(d)).matmul(k.transpose(-2, -1));  // [B', I, n, n], equation 2
        var attention = FullPrecision.Softmax(scores, Bias());             // [B', I, n, n]
        var merged = attention.matmul(v)                                   // [B', I, n, D/I]
            .transpose(1, 2)
            .reshape(b, n, _width);                                        // [B', n, D]
        return _output.call(merged).MoveToOuterDisposeScope();             // [B', n, D], equation 3
    }

    /// <summary>b of equation 2 for each pair of tokens, [1, I, n, n].</summary>
    internal Tensor Bias()
    {
        var n = Tokens;
        return _biasTable
            .index_select(0, tensor(_offsets, device: _biasTable.device)) // [n x n, I]
            .view(n, n, _heads)
            .permute(2, 0, 1)                                             // [I, n, n]
            .unsqueeze(0);                                                // [1, I, n, n]
    }
}
