using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Arbex.Networks;

/// <summary>Takes the start values of torch's own layers over into parameters of ours.</summary>
internal static class LayerStart
{
    /// <summary>A parameter of its own with the same values.</summary>
    public static Parameter Copy(Tensor values)
    {
        using var detached = values.detach();
        return Parameter(detached.clone());
    }
}
