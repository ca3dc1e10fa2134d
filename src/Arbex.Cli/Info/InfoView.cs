using System.Collections.Immutable;
using Arbex.Training;
using Spectre.Console;

namespace Arbex.Cli.Info;

/// <summary>A network as a tree for people.</summary>
internal static class InfoView
{
    public static void Write(IAnsiConsole console, InfoDocument document)
    {
        var tree = new Tree(new Text(document.Model ?? $"preset {document.Preset}", new Style(decoration: Decoration.Bold)));
        Cost(tree.AddNode("size"), document);
        Network(tree.AddNode("network"), document);
        Classes(tree.AddNode(Line($"{document.Labels.Length} classes")), document);
        if (document.Model is not null)
        {
            Training(tree.AddNode("training"), document);
        }

        console.Write(tree);
    }

    private static void Cost(TreeNode node, InfoDocument document)
    {
        node.AddNode(Line($"{document.Parameters:n0} parameters ({document.Parameters * 4 / 1e6:n1} MB)"));
        node.AddNode(Line($"{document.MultiplyAdds / 1e6:n1} million multiply-adds a picture"));
        node.AddNode(Line($"input {document.InputSize} x {document.InputSize}"));
    }

    private static void Network(TreeNode node, InfoDocument document)
    {
        var (options, reliability) = (document.Options, document.Options.Reliability);
        node.AddNode(Line(
            $"image stream: widths {List(options.Image.StageWidths)}, depths {List(options.Image.StageDepths)}"));
        node.AddNode(Line(
            $"landmark stream: widths {List(options.Landmark.StageWidths)}, depths {List(options.Landmark.StageDepths)}"));
        node.AddNode(Line($"fusion: windows {List(options.Fusion.Windows)}, heads {List(options.Fusion.Heads)}"));
        node.AddNode(Line(
            $"transformer: width {options.Transformer.Width}, {options.Transformer.Depth} blocks, "
            + $"{options.Transformer.Heads} heads"));
        node.AddNode(Line(reliability.AnchorsPerClass == 0
            ? "no reliability balancing"
            : $"reliability balancing: {reliability.AnchorsPerClass} anchors a class, delta {reliability.Delta}, "
                + $"{reliability.AttentionHeads} attention heads"));
    }

    private static void Classes(TreeNode node, InfoDocument document) =>
        node.AddNode(Line(string.Join(", ", document.Labels)));

    private static void Training(TreeNode node, InfoDocument document)
    {
        node.AddNode(Line($"on {document.TrainedOn ?? "unknown data"}, after epoch {document.Epoch}"));
        if (document.Recipe is { } recipe)
        {
            node.AddNode(Line(Describe(recipe)));
        }

        foreach (var (name, value) in document.Metrics ?? ImmutableSortedDictionary<string, double>.Empty)
        {
            node.AddNode(Line($"{name} = {value:0.####}"));
        }

        node.AddNode(Line(string.Join(", ", (document.Versions ?? ImmutableSortedDictionary<string, string>.Empty).Select(pair => $"{pair.Key} {pair.Value}"))));
    }

    private static string Describe(Recipe recipe) =>
        $"recipe: {recipe.Epochs} epochs, batches of {recipe.BatchSize}, learning rate {recipe.Optimizer.LearningRate}, "
        + $"seed {recipe.Seed}";

    private static Text Line(string text) => new(text);

    private static string List(IEnumerable<int> numbers) => string.Join("-", numbers);
}
