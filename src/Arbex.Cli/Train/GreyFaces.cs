using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Training;

namespace Arbex.Cli.Train;

/// <summary>Warns of a network that would learn from grey faces alone and yet be shown colour later.</summary>
internal static class GreyFaces
{
    /// <summary>Grey faces in a row after which no colour is expected any more.</summary>
    private const int Enough = 64;

    public static void Check(Recipe recipe, IFaceDataset dataset, CommandHost host)
    {
        var train = dataset.Samples.Positions(DataSplit.Train);
        if (!recipe.Preprocessing.Grey && AreGrey(dataset, train))
        {
            host.WarnOnce(
                $"The training pictures of {dataset.Name} are grey ({Math.Min(Enough, train.Length)} of {train.Length} were looked at), "
                + "and a network that learnt from them answers at random to colour. Set \"preprocessing\": { \"grey\": true } in the "
                + "recipe, which takes colour away wherever the model is used and changes nothing for grey pictures.");
        }
    }

    private static bool AreGrey(IFaceDataset dataset, int[] samples)
    {
        var step = Math.Max(1, samples.Length / Enough);
        var seen = 0;
        for (var i = 0; i < samples.Length && seen < Enough; i += step)
        {
            try
            {
                if (!dataset.LoadImage(samples[i]).IsGrey)
                {
                    return false;
                }

                seen++;
            }
            catch (ArbexException)
            {
                // training tells of pictures that cannot be read
            }
        }

        return seen > 0;
    }
}
