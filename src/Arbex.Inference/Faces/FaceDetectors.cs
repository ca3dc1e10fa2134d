using Arbex.Files;
using Arbex.Inference.Models;

namespace Arbex.Inference.Faces;

/// <summary>Opens detectors by name or from a file.</summary>
public static class FaceDetectors
{
    /// <summary>Detectors of <see cref="ModelCatalog"/>, the best choice first;
    /// <see cref="WholePicture.DetectorName"/> goes too wherever a name does.</summary>
    public static IReadOnlyList<string> Names { get; } = ["yunet", "retinaface"];

    /// <summary>Opens a detector.</summary>
    /// <param name="nameOrPath">A name of <see cref="Names"/>, "whole" for <see cref="WholePicture"/>, or the path of
    /// an ONNX file whose kind its outputs tell.</param>
    /// <param name="store">Where models are looked up.</param>
    /// <param name="options">What counts as a face; null for the defaults.</param>
    /// <exception cref="ArbexException">There is no such detector, it has not been pulled (the message says how to get
    /// it, and how to do without), or its file is none.</exception>
    public static IFaceDetector Open(string nameOrPath, ModelStore store, FaceDetectorOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameOrPath);
        ArgumentNullException.ThrowIfNull(store);
        options = (options ?? new FaceDetectorOptions()).Validated();
        if (string.Equals(nameOrPath, WholePicture.DetectorName, StringComparison.OrdinalIgnoreCase))
        {
            return new WholePicture();
        }

        if (Names.Contains(nameOrPath, StringComparer.OrdinalIgnoreCase))
        {
            var entry = ModelCatalog.Find(nameOrPath);
            return store.Find(entry) is { } path
                ? Open(store.Read(entry), path, options)
                : throw Missing([entry], store);
        }

        if (SpecialFile.KindOf(nameOrPath) == FileKind.Missing)
        {
            throw new ArbexException(
                $"There is no face detector '{nameOrPath}', neither by this name nor as a file. Expected "
                + $"{string.Join(", ", Names)}, {WholePicture.DetectorName} or the path of an ONNX file. See 'arbex "
                + "models list'.");
        }

        return Open(DetectorFile.Read(nameOrPath), nameOrPath, options);
    }

    /// <summary>Opens the first detector of <see cref="Names"/> that this machine has.</summary>
    /// <param name="store">Where models are looked up.</param>
    /// <param name="options">What counts as a face; null for the defaults.</param>
    /// <exception cref="ArbexException">It has none; the message says how to get one, and how to do
    /// without.</exception>
    public static IFaceDetector OpenAny(ModelStore store, FaceDetectorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        var entries = Names.Select(ModelCatalog.Find).ToArray();
        var found = entries.FirstOrDefault(entry => store.Find(entry) is not null);
        return found is null ? throw Missing(entries, store) : Open(found.Name, store, options);
    }

    private static IFaceDetector Open(byte[] model, string path, FaceDetectorOptions options)
    {
        var network = new DetectorNetwork(model, path, [new YuNetLayout(), new RetinaFaceLayout()], options);
        return network.Name == new YuNetLayout().Name ? new YuNetDetector(network) : new RetinaFaceDetector(network);
    }

    private static ArbexException Missing(IReadOnlyList<ModelEntry> entries, ModelStore store)
    {
        var files = string.Join(" or ", entries.Select(entry => entry.File));
        var pulls = string.Join(" or ", entries.Select(entry => $"'arbex models pull {entry.Name}'"));
        return new ArbexException(
            $"There is no face detector on this machine: looked for {files} in {store.PlacesText()}. Expected one, to "
            + $"find the faces in pictures. Run {pulls} once, set {ModelStore.FolderVariable} to a folder with the "
            + $"file, or take each picture for one face with the detector '{WholePicture.DetectorName}'.");
    }
}
