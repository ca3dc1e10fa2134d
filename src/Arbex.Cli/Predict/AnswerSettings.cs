using System.Globalization;
using System.Security.Cryptography;
using Arbex.Inference;
using Arbex.Inference.Faces;
using Arbex.Inference.Models;

namespace Arbex.Cli.Predict;

/// <summary>
/// What decides answers besides the pictures. It stands in every row of a file of answers, so that answers of another model, or under other
/// options, are never added to it, wherever the file was moved.
/// </summary>
/// <param name="Model">Name of the model, then @ and the first digits of its SHA-256.</param>
/// <param name="Options">Detector and options that change answers.</param>
internal sealed record AnswerSettings(string Model, string Options)
{
    public const string ModelColumn = "model";
    public const string OptionsColumn = "settings";

    private const int HashDigits = 12;

    /// <summary>Describes a run; reads the model's file once for its hash.</summary>
    /// <exception cref="ArbexException">A file cannot be read.</exception>
    public static AnswerSettings Of(PredictRequest request, ModelDescription model, IFaceDetector detector)
    {
        var options = new List<string> { $"detector={DetectorOf(request, detector)}" };
        if (detector is not WholePicture)
        {
            options.Add(Text($"min-face={request.Detection.MinimumSize}"));
            options.Add(Text($"detector-side={request.Detection.MaximumSide}"));
        }

        options.Add(Text($"every={request.Every}"));
        if (request.Recognition.Mirror)
        {
            options.Add("mirror");
        }

        if (request.Recognition.TargetRisk is { } risk)
        {
            options.Add(Text($"risk={risk:r}"));
        }

        if (request.Recognition.MinimumConfidence is { } confidence)
        {
            options.Add(Text($"min-confidence={confidence:r}"));
        }

        if (request.Compute.Device != "cpu")
        {
            options.Add($"device={request.Compute.Device}");
        }

        return new AnswerSettings($"{model.Name}@{ModelHash(request.Model)}", string.Join(' ', options));
    }

    /// <summary>Whether a row was answered in the same way; the name of a model may differ, its content may not.</summary>
    public bool Fits(string model, string options) => HashOf(model) == HashOf(Model) && options == Options;

    private static string HashOf(string model) => model[(model.LastIndexOf('@') + 1)..];

    private static string DetectorOf(PredictRequest request, IFaceDetector detector) =>
        detector is WholePicture ? WholePicture.DetectorName
        : request.Detector is { } name && !FaceDetectors.Names.Contains(name, StringComparer.OrdinalIgnoreCase)
            ? $"{detector.Name}@{FileHash(name)}"
        : $"{detector.Name}@{ModelCatalog.Find(detector.Name).Sha256[..HashDigits].ToLowerInvariant()}";

    private static string ModelHash(string model)
    {
        if (model != ShippedModel.Name)
        {
            return FileHash(model);
        }

        using var resource = typeof(ShippedModel).Assembly.GetManifestResourceStream(ShippedModel.Name + ".onnx")!;
        return Convert.ToHexStringLower(SHA256.HashData(resource))[..HashDigits];
    }

    private static string FileHash(string path) => Training.StartingFile.At(path).Sha256[..HashDigits];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
