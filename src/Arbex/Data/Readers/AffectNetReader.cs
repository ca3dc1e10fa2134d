using Arbex.Data.Labels;

namespace Arbex.Data.Readers;

/// <summary>AffectNet: faces found on the web with eight expressions, or seven without contempt.</summary>
/// <remarks>
/// Mollahosseini, Hasani and Mahoor, IEEE Transactions on Affective Computing 2019, arXiv:1708.03985. Four layouts, of which
/// the first that is there counts, and the dataset's name says which:
/// <list type="number">
/// <item>full release: <c>training.csv</c>, <c>validation.csv</c> and <c>Manually_Annotated_Images</c>; faces are cut out of
/// the pictures by their boxes (<see cref="AffectNetTable"/>);</item>
/// <item>reduced release: <c>train_set/images</c> and <c>train_set/annotations/ID_exp.npy</c>
/// (<see cref="AffectNetArrays"/>);</item>
/// <item>lists made for POSTER: <c>train_set/train_annotations_7class.txt</c> (<see cref="AffectNetLists"/>);</item>
/// <item>folders made for DAN: <c>train/0</c> to <c>train/7</c>, <c>val/0</c> to <c>val/7</c>; also named by expression, as in
/// <c>Train/anger</c>.</item>
/// </list>
/// Codes 0 to 7 are neutral, happiness, sadness, surprise, fear, disgust, anger, contempt; 8 to 10 are no expression and
/// dropped. The published validation set is <see cref="DataSplit.Valid"/>; no test set is published. No identities are known.
/// </remarks>
internal static class AffectNetReader
{
    private const string Expected =
        "Expected a folder with training.csv, train_set/annotations, train_set/train_annotations_7class.txt or train/0.";

    public static DatasetKind Kind7 { get; } = MakeKind(KnownLabelSets.AffectNet7);

    public static DatasetKind Kind8 { get; } = MakeKind(KnownLabelSets.AffectNet8);

    private static DatasetKind MakeKind(LabelSet labels) => new(
        $"affectnet{labels.Count}", $"AffectNet, {labels.Count} classes", Expected, (files, _) => Read(files, labels))
    {
        Attach = (root, index) => new FaceBoxDataset(root, index),
    };

    private static DatasetIndex Read(DatasetFiles files, LabelSet labels)
    {
        var samples = new AffectNetSamples(labels);
        var layout = AffectNetTable.TryRead(files, samples) ? "full release"
            : AffectNetArrays.TryRead(files, samples) ? "reduced release"
            : AffectNetLists.TryRead(files, samples) ? "lists"
            : TryReadFolders(files, samples) ? "folders"
            : throw new DatasetFormatException(
                $"'{files.Root}' has none of the layouts of AffectNet. {Expected} Pass the folder that contains it.")
            {
                IsLayoutMissing = true,
            };
        return samples.Build(files, layout);
    }

    private static bool TryReadFolders(DatasetFiles files, AffectNetSamples samples)
    {
        // All eight are read and the kept ones decided by code: sorted as text, "10" would come before "2".
        var classes = new ClassFolders(KnownLabelSets.AffectNet8)
        {
            CodeOf = name => ClassNames.IndexOf(name, KnownLabelSets.AffectNet8, firstCode: 0),
        };
        (string Path, DataSplit Split)[] parts =
        [
            .. SplitFolders.In(files, "").Where(part => classes.In(files, part.Path).Any(pair => pair.Code != ClassFolders.Unknown)),
        ];
        if (parts.Length == 0)
        {
            return false;
        }

        foreach (var (folder, split) in parts)
        {
            classes.Add(files, folder, split);
        }

        var found = classes.Samples.Build();
        for (var i = 0; i < found.Count; i++)
        {
            if (samples.Keeps(found.LabelOf(i)))
            {
                samples.Add(found.IdOf(i), found.SplitOf(i), found.LabelOf(i));
            }
        }

        samples.Problems.AddAll(classes.Problems);
        return true;
    }
}
