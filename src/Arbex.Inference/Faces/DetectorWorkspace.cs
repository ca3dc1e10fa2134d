using Arbex.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace Arbex.Inference.Faces;

/// <summary>Memory of one detection at one size of input, used again for every picture that gives this size.</summary>
internal sealed class DetectorWorkspace : IDisposable
{
    private readonly float[] _input;
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _values = [];
    private byte[] _shrunk = [];
    private byte[] _row = [];

    /// <summary>Takes the memory.</summary>
    /// <param name="session">The session that it is for.</param>
    /// <param name="inputName">Name of the session's input.</param>
    /// <param name="layout">Its outputs.</param>
    /// <param name="width">Columns of the input.</param>
    /// <param name="height">Rows of the input.</param>
    public DetectorWorkspace(InferenceSession session, string inputName, IDetectorLayout layout, int width, int height)
    {
        (Width, Height) = (width, height);
        _input = new float[ImageBuffer.Channels * width * height];
        Maps = new float[layout.Outputs.Length][];
        _binding = session.CreateIoBinding();
        _binding.BindInput(inputName, Pinned(_input, [1, ImageBuffer.Channels, height, width]));
        for (var index = 0; index < Maps.Length; index++)
        {
            var output = layout.Outputs[index];
            var shape = output.Shape(width, height);
            Maps[index] = new float[shape.Aggregate(1L, (product, side) => product * side)];
            _binding.BindOutput(output.Name, Pinned(Maps[index], shape));
        }
    }

    /// <summary>Columns of the input.</summary>
    public int Width { get; }

    /// <summary>Rows of the input.</summary>
    public int Height { get; }

    /// <summary>Numbers of each output, in the layout's order.</summary>
    public float[][] Maps { get; }

    /// <summary>Lays a picture into the input.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="placing">Where it lies.</param>
    /// <param name="blueFirst">Order of the planes.</param>
    public void Place(ImageBuffer image, Letterbox placing, bool blueFirst)
    {
        var pixels = image.Pixels.AsSpan();
        if (placing.ShownWidth != image.Width || placing.ShownHeight != image.Height)
        {
            var length = ImageBuffer.Channels * placing.ShownWidth * placing.ShownHeight;
            if (_shrunk.Length < length)
            {
                _shrunk = new byte[length];
            }

            pixels = _shrunk.AsSpan(0, length);
            ImageResizer.Resize(
                image, placing.ShownWidth, placing.ShownHeight, Interpolation.BilinearAntialiased, pixels);
        }

        if (_row.Length != ImageBuffer.Channels * placing.ShownWidth)
        {
            _row = new byte[ImageBuffer.Channels * placing.ShownWidth];
        }

        // What an earlier, wider picture left beside this one goes too.
        Array.Clear(_input);
        for (var y = 0; y < placing.ShownHeight; y++)
        {
            ChannelPlanes.Split(pixels.Slice(y * _row.Length, _row.Length), _row);
            for (var channel = 0; channel < ImageBuffer.Channels; channel++)
            {
                var plane = blueFirst ? ImageBuffer.Channels - 1 - channel : channel;
                ChannelPlanes.Widen(
                    _row.AsSpan(channel * placing.ShownWidth, placing.ShownWidth),
                    _input.AsSpan(((plane * Height) + y) * Width, placing.ShownWidth));
            }
        }
    }

    /// <summary>Computes the outputs.</summary>
    /// <param name="session">The session that the memory is for.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="OnnxRuntimeException">The model gives other shapes, or fails.</exception>
    /// <exception cref="OperationCanceledException">The run was ended.</exception>
    public void Run(InferenceSession session, CancellationToken cancellation = default)
    {
        using var options = new RunOptions();
        using var stop = cancellation.Register(() => options.Terminate = true);
        try
        {
            session.RunWithBinding(options, _binding);
        }
        catch (OnnxRuntimeException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        foreach (var value in _values)
        {
            value.Dispose();
        }
    }

    /// <summary>Lets ONNX Runtime use an array in place.</summary>
    private OrtValue Pinned(float[] numbers, long[] shape)
    {
        var value = OrtValue.CreateTensorValueFromMemory(numbers, shape);
        _values.Add(value);
        return value;
    }
}
