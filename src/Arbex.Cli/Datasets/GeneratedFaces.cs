using System.Text.Json;
using Arbex.Data.Generated;
using Arbex.Files;

namespace Arbex.Cli.Datasets;

/// <summary>Reads the settings of drawn faces.</summary>
internal static class GeneratedFaces
{
    public static GeneratedFaceOptions ReadOptions(string path)
    {
        try
        {
            return Parse(InputFile.ReadText(path, "generator's settings file"), path);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ArbexException(
                $"Cannot read the generator's settings '{path}': {missing.Message} Pass a JSON file to --data, or leave "
                + "it out.", missing);
        }
    }

    public static GeneratedFaceOptions Parse(string json, string name)
    {
        try
        {
            var options = JsonSerializer.Deserialize<GeneratedFaceOptions>(json, ArbexJson.Options)
                ?? throw new JsonException("the settings are null.");
            return options.Validated();
        }
        catch (JsonException unfit)
        {
            throw new ArbexException(
                $"The generator's settings '{name}' cannot be used: {unfit.Message} Expected members such as characters, "
                + "samplesPerCharacter and labelNoise.", unfit);
        }
    }
}
