using Arbex.Training;

namespace Arbex.Cli.Train;

/// <summary>A recipe by file or preset, and what the user wants different.</summary>
internal sealed record RecipeRequest
{
    public string? File { get; init; }

    public string? Preset { get; init; }

    public int? Epochs { get; init; }

    public long? Seed { get; init; }

    public int? BatchSize { get; init; }

    /// <summary>Whether anything was said at all; a resumed run goes on as it was begun.</summary>
    public bool IsEmpty => this == new RecipeRequest();

    /// <summary>Reads the recipe and changes it.</summary>
    /// <param name="standard">Where neither file nor preset was named.</param>
    /// <exception cref="ArbexException">Both were named, or a value is out of range.</exception>
    public Recipe Resolve(Func<Recipe> standard)
    {
        if (File is not null && Preset is not null)
        {
            throw new ArbexException("--recipe and --preset were both given. Expected one; a recipe names its own preset.");
        }

        var recipe = File is not null ? RecipeFile.Read(File)
            : Preset is not null ? RecipeFile.FromPreset(Preset)
            : standard();
        return (recipe with
        {
            Epochs = Epochs ?? recipe.Epochs,
            Seed = Seed ?? recipe.Seed,
            BatchSize = BatchSize ?? recipe.BatchSize,
        }).Validated();
    }
}
