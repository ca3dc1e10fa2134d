using System.Globalization;
using System.Text;
using Arbex.Export.Quantization;
using Arbex.Files;

namespace Arbex.Cli.Export;

/// <summary>What each layer on bytes changes, as CSV.</summary>
internal static class SensitivityTable
{
    public static string ToCsv(IEnumerable<LayerSensitivity> layers)
    {
        var text = new StringBuilder("layer,change,otherAnswers\n");
        foreach (var layer in layers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{CsvText.Field(layer.Layer)},{layer.Change:0.######},{layer.OtherAnswers:0.####}\n");
        }

        return text.ToString();
    }
}
