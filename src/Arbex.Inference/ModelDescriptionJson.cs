using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Arbex.Inference;

/// <summary>The description as the text in a model's metadata.</summary>
public static class ModelDescriptionJson
{
    /// <summary>Writes a description on one line.</summary>
    /// <param name="description">The description.</param>
    public static string Write(ModelDescription description) =>
        JsonSerializer.Serialize(description, DescriptionContext.Default.ModelDescription);

    /// <summary>Reads a description.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="path">The model file, for messages.</param>
    /// <exception cref="ArbexException">It is no description, or of a later format.</exception>
    public static ModelDescription Read(string json, string path)
    {
        ModelDescription? description;
        try
        {
            description = JsonSerializer.Deserialize(json, DescriptionContext.Default.ModelDescription);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or NotSupportedException or ArgumentException)
        {
            throw new ArbexException(
                $"The description inside '{path}' cannot be read: {wrong.Message} Export the model again with 'arbex export'.", wrong);
        }

        if (description is null || description.Format > ModelDescription.CurrentFormat || description.Format < 1)
        {
            throw new ArbexException(
                $"The description inside '{path}' has format {description?.Format}. This version reads 1 to "
                + $"{ModelDescription.CurrentFormat}. Update Arbex, or export the model again.");
        }

        description = Completed(description);
        DescriptionCheck.Check(description, path);
        return description;
    }

    /// <summary>Lists that are left out are empty; the serializer leaves them without a value.</summary>
    private static ModelDescription Completed(ModelDescription description) => description with
    {
        Metrics = description.Metrics ?? ImmutableSortedDictionary<string, double>.Empty,
        Versions = description.Versions ?? ImmutableSortedDictionary<string, string>.Empty,
        Calibration = description.Calibration is { Points.IsDefault: true } calibration
            ? calibration with { Points = [] }
            : description.Calibration,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ModelDescription))]
internal sealed partial class DescriptionContext : JsonSerializerContext;
