using Arbex.Data;
using Arbex.Data.Generated;
using Arbex.Imaging;

namespace Arbex.Cli.Demo;

/// <summary>Shows what the generator draws: a row for each of a few characters, a column for each expression.</summary>
internal static class DemoFaces
{
    private const int Rows = 5;
    private const int FaceSize = 192;

    public static ImageBuffer Draw(GeneratedFaceOptions options)
    {
        var labels = LabelSet.FerPlus;
        var tiles = new List<ContactSheetTile>();
        for (var number = 0; number < Math.Min(Rows, options.Characters); number++)
        {
            var character = FaceCharacter.Create(options.Seed, number);
            var scene = new FaceScene { Background = character.Clothes.Mix(new RgbColor(255, 255, 255), 0.55f) };
            for (var label = 0; label < labels.Count; label++)
            {
                var face = GeneratedFaceRenderer.Render(character, Expressions.Typical(label), scene, FaceSize);
                tiles.Add(new ContactSheetTile(face, [labels[label]]));
            }
        }

        return ContactSheet.Draw(tiles, new ContactSheetOptions { Columns = labels.Count, TileSize = 96, Scale = 1 });
    }
}
