using static TorchSharp.torch;

namespace Arbex.Training;

/// <summary>Applies parameter groups to a network.</summary>
internal static class ParameterGrouping
{
    private const string Encoder = "encoder."; // as the names of its parameters begin

    /// <summary>Freezes what is frozen and says how the rest is trained; of several groups the last that fits counts.</summary>
    /// <exception cref="ArbexException">A group fits no parameter.</exception>
    public static IReadOnlyList<TrainedParameter> Apply(
        nn.Module network, IReadOnlyList<ParameterGroup> groups, double weightDecay)
    {
        var trained = new List<TrainedParameter>();
        var unused = groups.ToHashSet();
        foreach (var (name, parameter) in network.named_parameters())
        {
            unused.RemoveWhere(group => Fits(name, group.Prefix));
            var group = groups.LastOrDefault(group => Fits(name, group.Prefix));
            parameter.requires_grad = group is not { Frozen: true };
            if (parameter.requires_grad)
            {
                var decay = parameter.dim() > 1 ? group?.WeightDecay ?? weightDecay : 0;
                trained.Add(new TrainedParameter(parameter, group?.RateFactor ?? 1, decay));
            }
        }

        foreach (var group in unused)
        {
            var parts = network.named_children().Select(child => child.name);
            throw new ArbexException(
                $"parameterGroups has the prefix \"{group.Prefix}\", with which no parameter's name starts. The network's parts "
                + $"are {string.Join(", ", parts)}, and theirs follow after a dot, such as encoder.landmark.");
        }

        return trained.Count > 0
            ? trained
            : throw new ArbexException("parameterGroups freezes every parameter. Leave some to train.");
    }

    /// <summary>Puts the network into training, but parts with frozen statistics into evaluation.</summary>
    public static void TrainMode(nn.Module network, IReadOnlyList<ParameterGroup> groups)
    {
        network.train();
        foreach (var (name, module) in network.named_modules()) // parents first: a part of a part has the last word
        {
            if (groups.LastOrDefault(group => Fits(name, group.Prefix)) is { } last)
            {
                module.train(!last.FrozenStatistics);
            }
        }
    }

    /// <summary>
    /// Whether the encoder neither learns nor changes its statistics, so that its answer to a face never changes.
    /// </summary>
    public static bool FreezesEncoder(IReadOnlyList<ParameterGroup> groups)
    {
        var stand = false;
        foreach (var group in groups) // of several that fit, the last counts
        {
            var isFrozen = group is { Frozen: true, FrozenStatistics: true };
            stand = Fits(Encoder, group.Prefix) ? isFrozen : stand && (isFrozen || !Fits(group.Prefix, Encoder));
        }

        return stand;
    }

    private static bool Fits(string name, string prefix) => name.StartsWith(prefix, StringComparison.Ordinal)
        && (name.Length == prefix.Length || prefix[^1] == '.' || name[prefix.Length] == '.');
}
