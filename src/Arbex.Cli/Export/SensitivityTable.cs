using System.Globalization;
using System.Text;
using Arbex.Export.Quantization;

namespace Arbex.Cli.Export;

/// <summary>What each layer on bytes changes, as CSV.</summary>
internal static class SensitivityTable
{
    public static string ToCsv(IEnumerable<LayerSensitivity> layers)
    {
        var text = new StringBuilder("layer,change,otherAnswers\n");
        foreach (var layer in layers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{layer.Layer},{layer.Change:0.######},{layer.OtherAnswers:0.####}\n");
        }

        return text.ToString();
    }
}
