using Arbex.Networks;
using Arbex.Tests.Checkpoints.TorchFiles;
using static TorchSharp.torch;

namespace Arbex.Tests.Checkpoints.Import;

/// <summary>Small networks written under published names as torch.save would have written them.</summary>
internal static class PublishedFiles
{
    /// <summary>IR-50 alone under the names of POSTER++.</summary>
    public static byte[] Image(ArbexNet network) => Zip(Named(network, "encoder.image.", ""));

    /// <summary>
    /// MobileFaceNet alone, in the old container and inside the dict that its training script writes.
    /// </summary>
    public static byte[] Landmark(ArbexNet network) => Legacy(Named(network, "encoder.landmark.", ""), "state_dict");

    /// <summary>Both backbones and the classifier under the names of POSTER++, trained in parallel.</summary>
    public static byte[] PosterPlusPlus(ArbexNet network) => Zip(
        Named(network, "encoder.image.", "module.ir_back.")
            .Concat(Named(network, "encoder.landmark.", "module.face_landback."))
            .Concat(Named(network, "balancer.head.net.0.", "module.VIT.head.linear.")),
        "state_dict");

    public static byte[] Zip(IEnumerable<(string Name, Tensor Value)> tensors, string? inside = null)
    {
        var storages = new Dictionary<string, byte[]>();
        var pickle = Pickle(tensors, inside, storages);
        return TorchBytes.Zip(pickle, storages);
    }

    public static IEnumerable<(string Name, Tensor Value)> Named(ArbexNet network, string prefix, string published) =>
        network.state_dict().Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(pair => (published + pair.Key[prefix.Length..], pair.Value));

    private static byte[] Legacy(IEnumerable<(string Name, Tensor Value)> tensors, string inside)
    {
        var storages = new Dictionary<string, byte[]>();
        var pickle = Pickle(tensors, inside, storages, counts: out var counts);
        return TorchBytes.Legacy(
            pickle, [.. storages.Select(storage => (storage.Key, counts[storage.Key], storage.Value))]);
    }

    private static byte[] Pickle(
        IEnumerable<(string Name, Tensor Value)> tensors, string? inside, Dictionary<string, byte[]> storages) =>
        Pickle(tensors, inside, storages, out _);

    private static byte[] Pickle(
        IEnumerable<(string Name, Tensor Value)> tensors, string? inside, Dictionary<string, byte[]> storages,
        out Dictionary<string, long> counts)
    {
        counts = [];
        var pickle = new PickleBytes().Proto().Op('}');
        if (inside is not null)
        {
            pickle.Text("epoch").Int(88).Op('s').Text(inside).Op('}');
        }

        foreach (var (name, value) in tensors)
        {
            var key = $"{storages.Count}";
            using var scope = NewDisposeScope();
            storages.Add(key, value.detach().contiguous().bytes.ToArray());
            counts.Add(key, value.numel());
            var type = value.dtype == ScalarType.Int64 ? "LongStorage" : "FloatStorage";
            pickle.Text(name).Tensor(key, value.numel(), value.shape, value.stride(), type: type).Op('s');
        }

        return (inside is null ? pickle : pickle.Op('s')).Finished();
    }
}
