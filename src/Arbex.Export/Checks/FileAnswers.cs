using Arbex.Inference;
using Microsoft.ML.OnnxRuntime;

namespace Arbex.Export.Checks;

/// <summary>What a written file answers, asked through ONNX Runtime.</summary>
internal sealed class FileAnswers : IDisposable
{
    private readonly SessionOptions _options;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    /// <summary>Opens the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="threads">Processor threads; 0 leaves the choice to ONNX Runtime.</param>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime does not take it.</exception>
    public FileAnswers(string path, int threads = 0)
    {
        _options = OnnxFile.SessionSettings(threads);
        // Its threads would otherwise wait by spinning on the processors that the network computes on in turn.
        _options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        try
        {
            _session = new InferenceSession(path, _options);
            Description = ModelDescriptionJson.Read(
                _session.ModelMetadata.CustomMetadataMap[ModelDescription.MetadataKey], path);
        }
        catch
        {
            _session?.Dispose();
            _options.Dispose();
            throw;
        }
    }

    /// <summary>What the file says of itself.</summary>
    public ModelDescription Description { get; }

    /// <summary>All outputs for prepared faces, one after another.</summary>
    public IReadOnlyList<NamedRows> Of(float[] inputs, int count)
    {
        var side = Description.Preprocessing.InputSize;
        using var images = OrtValue.CreateTensorValueFromMemory(inputs, [count, 3, side, side]);
        using var results = _session.Run(_run, [ModelTensors.Images], [images], _session.OutputNames);
        return
        [
            .. _session.OutputNames.Zip(results, (name, result) => new NamedRows(
                name, (int)result.GetTensorTypeAndShape().Shape[1], result.GetTensorDataAsSpan<float>().ToArray())),
        ];
    }

    public void Dispose()
    {
        _session.Dispose();
        _options.Dispose();
        _run.Dispose();
    }
}
