using Arbex.Cli.Datasets;
using Arbex.Cli.Hosting;
using Arbex.Data;
using Arbex.Training;

namespace Arbex.Cli.Train;

/// <summary>Warns of a network that would learn from grey faces alone and yet be shown colour later.</summary>
internal static class GreyFaces
{
    /// <summary>Grey faces after which no colour is expected any more.</summary>
    private const int Enough = 64;

    public static void Check(Recipe recipe, IFaceDataset dataset, CommandHost host)
    {
        var train = dataset.Samples.Positions(DataSplit.Train);
        if (!recipe.Preprocessing.Grey && GreyAmong(dataset, train) is > 0 and var seen)
        {
            host.WarnOnce(
                $"The training pictures of {dataset.Name} are grey ({seen} of {train.Length} were looked at), "
                + "and a network that learnt from them answers at random to colour. Set \"preprocessing\": { \"grey\": true } in the "
                + "recipe, which takes colour away wherever the model is used and changes nothing for grey pictures.");
        }
    }

    /// <summary>How many grey pictures were looked at, evenly spread; 0 where one has colour.</summary>
    private static int GreyAmong(IFaceDataset dataset, int[] samples)
    {
        var seen = 0;
        foreach (var sample in EvenlySpread.Of(samples, Enough))
        {
            try
            {
                if (!dataset.LoadImage(sample).IsGrey)
                {
                    return 0;
                }

                seen++;
            }
            catch (ArbexException)
            {
                // training tells of pictures that cannot be read
            }
        }

        return seen;
    }
}
