using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Arbex.Networks;

/// <summary>What a network costs.</summary>
/// <param name="Parameters">Numbers in all parameters.</param>
/// <param name="MultiplyAdds">Multiplications with addition for one picture, in convolutions, linear layers and
/// attention products; norms and activations are not counted.</param>
public sealed record NetworkCost(long Parameters, long MultiplyAdds)
{
    /// <summary>Counts by running one picture through the network and watching its layers.</summary>
    /// <param name="network">The network, on the CPU.</param>
    public static NetworkCost Of(ArbexNet network)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var wasTraining = network.training;
        long count = 0;
        var hooks = new List<Action>();
        foreach (var (_, module) in network.named_modules())
        {
            switch (module)
            {
                case Convolution convolution:
                    hooks.Add(Remove(convolution.register_forward_hook((layer, _, output) =>
                    {
                        // Each output number sums over the kernel and the group's input channels.
                        count += output.numel() * ((Convolution)layer).Weight.shape[1..].Aggregate(1L, (a, b) => a * b);
                        return output;
                    })));
                    break;
                case LinearMap map:
                    hooks.Add(Remove(map.register_forward_hook((layer, _, output) =>
                    {
                        count += output.numel() * ((LinearMap)layer).Weight.shape[1];
                        return output;
                    })));
                    break;
                case Linear linear:
                    hooks.Add(Remove(linear.register_forward_hook((layer, _, output) =>
                    {
                        count += output.numel() * ((Linear)layer).weight!.shape[1];
                        return output;
                    })));
                    break;
                case WindowCrossAttention cross:
                    hooks.Add(Remove(cross.register_forward_hook((_, image, _, output) =>
                    {
                        count += 2 * image.shape[0] * cross.Tokens * cross.Tokens * cross.Width;
                        return output;
                    })));
                    break;
                case SelfAttention self:
                    hooks.Add(Remove(self.register_forward_hook((_, x, output) =>
                    {
                        count += 2 * x.shape[1] * x.shape[1] * self.Width;
                        return output;
                    })));
                    break;
                case Reliability.MultiHeadAttention attention:
                    hooks.Add(Remove(attention.register_forward_hook((_, query, _, _, output) =>
                    {
                        // Three input projections and both attention products; the output layer counts itself.
                        var (t, e) = (query.shape[1], query.shape[2]);
                        count += query.shape[0] * ((3 * t * e * e) + (2 * t * t * e));
                        return output;
                    })));
                    break;
            }
        }

        network.eval();
        var side = network.Options.InputSize;
        network.call(zeros(1, 3, side, side));
        foreach (var remove in hooks)
        {
            remove();
        }

        network.train(wasTraining);
        return new NetworkCost(network.parameters().Sum(parameter => parameter.numel()), count);
    }

    private static Action Remove<TPre, TPost>(nn.HookableModule<TPre, TPost>.HookRemover hook)
        where TPre : Delegate
        where TPost : Delegate => hook.remove;
}
