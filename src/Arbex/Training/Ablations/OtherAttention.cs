using Arbex.Reliability;

namespace Arbex.Training.Ablations;

/// <summary>A recipe with another reading of the attentive correction.</summary>
internal static class OtherAttention
{
    /// <summary>What attends to what, for a row of a table.</summary>
    public static string NameOf(AttentionMode mode) => mode switch
    {
        AttentionMode.Tokens => "tokens of one face",
        AttentionMode.SingleToken => "one token",
        _ => "faces of a batch",
    };

    /// <summary>
    /// Changes the mode and takes as many of the recipe's heads as divide what is attended to, whatever the number of
    /// classes; a recipe of that mode already stays as it is.
    /// </summary>
    public static Recipe In(Recipe recipe, AttentionMode mode)
    {
        var options = recipe.Network.Reliability;
        return mode == options.AttentionMode ? recipe : recipe with
        {
            Network = recipe.Network with
            {
                Reliability = options with { AttentionMode = mode, AttentionHeads = Heads(recipe, mode) },
            },
        };
    }

    private static int Heads(Recipe recipe, AttentionMode mode)
    {
        var options = recipe.Network.Reliability;
        var width = options.Reduction > 0 ? options.Reduction : recipe.Network.Transformer.Width;
        var attended = mode == AttentionMode.Tokens ? width / options.AttentionTokens
            : options.AttentionReadout == AttentionReadout.Anchors ? options.AnchorsPerClass // each class has K outputs
            : 1;
        return Enumerable.Range(1, options.AttentionHeads).Last(heads => attended % heads == 0);
    }
}
