using Arbex.Data.Generated;
using Arbex.Imaging;

namespace Arbex.Export.Tests;

/// <summary>Drawn faces as networks take them.</summary>
internal static class DrawnFaces
{
    private static readonly GeneratedFaceDataset Dataset = new(new GeneratedFaceOptions());

    /// <summary>So many faces of a size, each 3 x S x S.</summary>
    public static float[][] Of(int count, int side)
    {
        var preparation = new FacePreprocessing { InputSize = side };
        return
        [
            .. Enumerable.Range(0, count).Select(index =>
            {
                var face = new float[preparation.InputLength];
                preparation.Prepare(Dataset.LoadImage(index), face);
                return face;
            }),
        ];
    }
}
