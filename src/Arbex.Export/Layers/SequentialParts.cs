using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Arbex.Export.Layers;

/// <summary>The layers of a sequence, by the kinds that they must have.</summary>
internal static class SequentialParts
{
    public static IReadOnlyList<Module> Layers(this Sequential sequence) =>
        [.. sequence.named_children().Select(child => child.module)];

    public static (T1, T2) Parts<T1, T2>(this Sequential sequence)
        where T1 : Module
        where T2 : Module
    {
        var layers = sequence.Layers();
        return ((T1)layers[0], (T2)layers[1]);
    }

    public static (T1, T2, T3) Parts<T1, T2, T3>(this Sequential sequence)
        where T1 : Module
        where T2 : Module
        where T3 : Module
    {
        var layers = sequence.Layers();
        return ((T1)layers[0], (T2)layers[1], (T3)layers[2]);
    }

    public static (T1, T2, T3, T4, T5) Parts<T1, T2, T3, T4, T5>(this Sequential sequence)
        where T1 : Module
        where T2 : Module
        where T3 : Module
        where T4 : Module
        where T5 : Module
    {
        var layers = sequence.Layers();
        return ((T1)layers[0], (T2)layers[1], (T3)layers[2], (T4)layers[3], (T5)layers[4]);
    }
}
