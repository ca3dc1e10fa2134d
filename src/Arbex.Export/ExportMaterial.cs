using System.Collections.Immutable;
using Arbex.Export.Quantization;
using Arbex.Inference;

namespace Arbex.Export;

/// <summary>What an export works with beside the network.</summary>
public sealed record ExportMaterial
{
    /// <summary>Prepared faces to compare file and network on, each 3 x S x S numbers; may be made one by one.</summary>
    /// <value>The default value is null: random input is compared alone, or in int8 the <see cref="RangeFaces"/>.</value>
    public IEnumerable<float[]>? CheckFaces { get; init; }

    /// <summary>Prepared faces to measure the ranges of int8 on; in other precisions they are not looked at.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<float[]> RangeFaces { get; init; } = [];

    /// <summary>On how many of <see cref="RangeFaces"/> to see what each layer on bytes changes alone; 0 leaves that out.</summary>
    /// <value>The default value is 0.</value>
    public int SensitivityFaces { get; init; }

    /// <summary>Gets what each layer on bytes changes alone, before the file is compared: it is wanted most where that fails.</summary>
    /// <value>The default value is null.</value>
    public Action<ImmutableArray<LayerSensitivity>>? TellSensitivity { get; init; }

    /// <summary>
    /// Measures how far the confidence of what was written can be trusted, given the path of a draft; the result goes into the file.
    /// </summary>
    /// <value>The default value is null: nothing is measured.</value>
    public Func<string, ConfidenceCalibration>? MeasureConfidence { get; init; }

    /// <summary>Processor threads of ONNX Runtime; 0 leaves the choice to it.</summary>
    /// <value>The default value is 0.</value>
    public int Threads { get; init; }
}
