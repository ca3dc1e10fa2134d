using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Arbex.Files;

namespace Arbex.Data;

/// <summary>Which training samples get which wrong class, by name, so that other programs can make the same mistakes.</summary>
public sealed record LabelNoiseList
{
    /// <summary>The most bytes of a list, which is enough for every sample of the largest dataset.</summary>
    private const long LargestList = 1L << 29;

    /// <summary>The dataset that the list was made for.</summary>
    public required string Dataset { get; init; }

    /// <summary>How wrong classes were chosen.</summary>
    public required LabelNoiseKind Kind { get; init; }

    /// <summary>Share of the training samples that was asked for, in [0, 1].</summary>
    public required double Share { get; init; }

    /// <summary>The seed that decided which.</summary>
    public required long Seed { get; init; }

    /// <summary>Number of training samples of the dataset.</summary>
    public required int TrainingSamples { get; init; }

    /// <summary>The mislabelled samples, in the dataset's order.</summary>
    public required ImmutableArray<LabelChange> Changes { get; init; }

    /// <summary>A short name of the contents, so that runs with other lists are told apart.</summary>
    internal string Fingerprint =>
        Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(
            string.Join('\n', Changes.Select(change => $"{change.Id}\t{change.To}")))))[..8];

    /// <summary>Reads a list.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArbexException">The file is missing or no such list.</exception>
    public static LabelNoiseList Read(string path)
    {
        if (string.IsNullOrEmpty(path))
        {
            throw new ArbexException("The name of the list of wrong labels is empty. Expected a file that 'arbex data noise' wrote.");
        }

        try
        {
            using var stream = InputFile.Open(path, "label noise list");
            var list = stream.Length > LargestList
                ? throw new ArbexException(
                    $"The label noise list '{path}' has {stream.Length} bytes. Expected at most {LargestList}. Check that it is the "
                    + "right file.")
                : JsonSerializer.Deserialize<LabelNoiseList>(stream, ArbexJson.Options)
                ?? throw new JsonException("the list is null.");
            return list.Dataset is null || list.Changes.IsDefault
                || list.Changes.Any(change => change is null || change.Id is null || change.From is null || change.To is null)
                ? throw new JsonException("the dataset, the changes or a part of a change is null.")
                : list;
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new ArbexException(
                $"Cannot read the label noise list '{path}': {missing.Message} Make one with 'arbex data noise'.", missing);
        }
        catch (JsonException unfit)
        {
            throw new ArbexException(
                $"The label noise list '{path}' cannot be used: {unfit.Message} Expected a file as 'arbex data noise' "
                + "writes it. Make it anew.", unfit);
        }
    }

    /// <summary>The list as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ArbexJson.Options);
}

/// <summary>One label that is wrong on purpose.</summary>
/// <param name="Id">The sample's id.</param>
/// <param name="From">Its true class.</param>
/// <param name="To">The class that it gets.</param>
public sealed record LabelChange(string Id, string From, string To);
