using System.Globalization;
using Arbex.Data;
using Arbex.Data.Inspection;
using Arbex.Imaging;

namespace Arbex.Cli.Data;

/// <summary>Faces beside what training makes of them, two faces a row.</summary>
internal static class PreviewSheet
{
    private const int FacesInRow = 2;

    public static ImageBuffer Draw(IFaceDataset dataset, IReadOnlyList<AugmentationPreview> faces, string title)
    {
        var group = 1 + faces[0].Variants.Length;
        return ContactSheet.Draw([.. faces.SelectMany(face => Tiles(dataset, face))], new ContactSheetOptions
        {
            Title = title,
            Columns = FacesInRow * group,
            GroupSize = group,
        });
    }

    private static IEnumerable<ContactSheetTile> Tiles(IFaceDataset dataset, AugmentationPreview face)
    {
        var id = dataset.Samples.IdOf(face.Sample);
        yield return new ContactSheetTile(face.Raw, [.. Classes(dataset, face), id[(id.LastIndexOf('/') + 1)..]]);
        foreach (var (epoch, variant) in face.Variants.Index())
        {
            yield return new ContactSheetTile(variant, ["", $"epoch {epoch + 1}"]);
        }
    }

    /// <summary>The class, or the two most probable ones of a soft label.</summary>
    private static IEnumerable<string> Classes(IFaceDataset dataset, AugmentationPreview face) =>
        dataset.Samples.DistributionOf(face.Sample).Index().Where(part => part.Item > 0)
            .OrderByDescending(part => part.Item).Take(2)
            .Select(part => part.Item >= 1
                ? dataset.Labels[part.Index]
                : string.Create(CultureInfo.InvariantCulture, $"{dataset.Labels[part.Index]} {part.Item:0.0}"));
}
