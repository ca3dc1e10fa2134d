using System.Text.Json.Nodes;
using Arbex.Training;

namespace Arbex.Cli.Train;

/// <summary>Says where two recipes differ.</summary>
internal static class RecipeDifference
{
    /// <summary>The first entry that differs, such as "epochs is 3 there and 5 here"; null where none does.</summary>
    public static string? First(Recipe there, Recipe here) => First(
        JsonNode.Parse(RecipeFile.ToJson(there)), JsonNode.Parse(RecipeFile.ToJson(here)), "");

    private static string? First(JsonNode? there, JsonNode? here, string name)
    {
        if (there is JsonObject before && here is JsonObject now)
        {
            return before.Select(entry => entry.Key).Union(now.Select(entry => entry.Key), StringComparer.Ordinal)
                .Select(key => First(before[key], now[key], name.Length == 0 ? key : $"{name}.{key}"))
                .FirstOrDefault(difference => difference is not null);
        }

        return JsonNode.DeepEquals(there, here) ? null : $"{name} is {Shown(there)} there and {Shown(here)} here";
    }

    private static string Shown(JsonNode? value) => value?.ToJsonString() ?? "null";
}
