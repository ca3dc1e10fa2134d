using System.Text.Json;
using System.Text.Json.Nodes;
using Arbex.Files;
using Arbex.Networks;

namespace Arbex.Training;

/// <summary>Recipes as JSON files that list only what differs from the defaults of their preset.</summary>
public static class RecipeFile
{
    /// <summary>The recipe with a preset's sizes and otherwise the defaults.</summary>
    /// <param name="preset">Name of a preset.</param>
    /// <exception cref="ArbexException">No preset has this name.</exception>
    public static Recipe FromPreset(string preset)
    {
        var network = ArbexOptions.Preset(preset);
        var recipe = new Recipe();
        return recipe with
        {
            Preset = preset,
            Network = network,
            Preprocessing = recipe.Preprocessing with { InputSize = network.InputSize },
        };
    }

    /// <summary>Reads a recipe file.</summary>
    /// <param name="path">The file; comments and trailing commas are allowed.</param>
    /// <returns>The recipe with everything that the file leaves out filled in, validated.</returns>
    /// <exception cref="ArbexException">The file is missing, no JSON, or has an unknown or unfit entry.</exception>
    public static Recipe Read(string path)
    {
        try
        {
            return Parse(InputFile.ReadText(path, "recipe"), path);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new ArbexException(
                $"Cannot read the recipe '{path}': {missing.Message} Pass an existing JSON file to --recipe.", missing);
        }
    }

    /// <summary>Parses a recipe's text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="ArbexException">It is no JSON, or has an unknown or unfit entry.</exception>
    public static Recipe Parse(string json, string name)
    {
        try
        {
            var given = JsonNode.Parse(
                json,
                documentOptions: new()
                {
                    CommentHandling = JsonCommentHandling.Skip,
                    AllowTrailingCommas = true,
                    AllowDuplicateProperties = false,
                })
                as JsonObject ?? throw new JsonException("a recipe is a JSON object.");
            var preset = given["preset"]?.GetValue<string>() ?? new Recipe().Preset;
            var network = ArbexOptions.Preset(preset);
            var inputSize = given["network"]?["inputSize"]?.GetValue<int>() ?? network.InputSize;
            var start = FromPreset(preset);
            start = start with { Preprocessing = start.Preprocessing with { InputSize = inputSize } };
            return Merged(start, given);
        }
        catch (Exception unfit) when (IsUnfit(unfit))
        {
            throw Unusable(name, unfit);
        }
    }

    /// <summary>A recipe with some entries different.</summary>
    /// <param name="recipe">The recipe; not changed. Its preset's sizes stay where they are not named.</param>
    /// <param name="changes">The entries, as a recipe file would have them; preprocessing.inputSize follows network.inputSize.</param>
    /// <param name="name">What to call the result in messages.</param>
    /// <exception cref="ArbexException">An entry is unknown or unfit.</exception>
    public static Recipe With(Recipe recipe, JsonObject changes, string name)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(changes);
        try
        {
            OptionCheck.That(
                !changes.ContainsKey("preset"), "preset cannot be changed afterwards. Write a recipe file for another preset.");
            var side = changes["network"]?["inputSize"]?.GetValue<int>() ?? recipe.Network.InputSize;
            return Merged(recipe with { Preprocessing = recipe.Preprocessing with { InputSize = side } }, changes);
        }
        catch (Exception unfit) when (IsUnfit(unfit))
        {
            throw Unusable(name, unfit);
        }
    }

    /// <summary>The whole recipe as JSON, with nothing left out.</summary>
    /// <param name="recipe">The recipe.</param>
    public static string ToJson(Recipe recipe) => JsonSerializer.Serialize(recipe, ArbexJson.Options);

    private static Recipe Merged(Recipe start, JsonObject changes)
    {
        var merged = (JsonObject)JsonSerializer.SerializeToNode(start, ArbexJson.Options)!;
        Merge(merged, changes);
        return (merged.Deserialize<Recipe>(ArbexJson.Options) ?? throw new JsonException("the recipe is null.")).Validated();
    }

    private static bool IsUnfit(Exception error) =>
        error is JsonException or InvalidOperationException or FormatException or ArbexException;

    private static ArbexException Unusable(string name, Exception unfit) => new(
        $"The recipe '{name}' cannot be used: {unfit.Message}"
        + (unfit is ArbexException ? "" : " Compare it with the recipes that come with Arbex."),
        unfit);

    /// <summary>Objects are merged member by member, everything else is replaced.</summary>
    private static void Merge(JsonObject target, JsonObject changes)
    {
        foreach (var (key, value) in changes)
        {
            if (value is JsonObject inner && target[key] is JsonObject existing)
            {
                Merge(existing, inner);
            }
            else
            {
                target[key] = value?.DeepClone();
            }
        }
    }
}
