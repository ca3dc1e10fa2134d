using Arbex.Inference.Faces;
using Arbex.Inference.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Arbex.Inference;

/// <summary>Registration with a service container.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds an <see cref="ExpressionRecognizer"/> for the whole application, loaded when it is first asked for.</summary>
    /// <param name="services">The services.</param>
    /// <param name="modelPath">An ONNX file that 'arbex export' wrote; null for the <see cref="ShippedModel"/>.</param>
    /// <param name="options">How it works; null for the defaults.</param>
    /// <param name="detector">A detector's name or path, as <see cref="FaceDetectors.Open(string, ModelStore, FaceDetectorOptions)"/>
    /// takes it; null takes every picture for one face.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddArbex(
        this IServiceCollection services, string? modelPath = null, RecognizerOptions? options = null, string? detector = null)
    {
        if (modelPath is not null)
        {
            ArgumentException.ThrowIfNullOrEmpty(modelPath);
        }

        options?.Validated();
        return services.AddSingleton(_ => modelPath is null
            ? ExpressionRecognizer.LoadShipped(options, Detector())
            : ExpressionRecognizer.Load(modelPath, options, Detector()));

        IFaceDetector? Detector() => detector is null ? null : FaceDetectors.Open(detector, ModelStore.ForUser());
    }
}
