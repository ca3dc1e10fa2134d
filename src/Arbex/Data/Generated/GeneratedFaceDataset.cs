using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text.Json;
using Arbex.Imaging;

namespace Arbex.Data.Generated;

/// <summary>
/// Drawn faces of invented characters showing the eight expressions of <see cref="LabelSet.FerPlus"/>: data without
/// a download, a licence question or a person in it. Good for trying things out, not for claims about real faces.
/// </summary>
/// <remarks>
/// A sample is a function of the options and its index alone and is drawn anew by each <see cref="LoadImage"/>.
/// The split <see cref="DataSplit.Valid"/> has characters that training never shows; its labels are never wrong.
/// </remarks>
/// <threadsafety>All members may be used from several threads.</threadsafety>
public sealed class GeneratedFaceDataset : IFaceDataset
{
    private const long LabelStream = 1;
    private const long MistakeStream = 2;
    private const long HeldOutStream = 3;
    private const long SampleStream = 4;

    private readonly ImmutableArray<int> _cleanLabels;
    private readonly ImmutableArray<FaceCharacter> _cast;

    /// <summary>Makes the list of samples; draws nothing yet.</summary>
    /// <param name="options">What to make.</param>
    /// <exception cref="ArbexException">An option is out of its range.</exception>
    public GeneratedFaceDataset(GeneratedFaceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options.Validated();
        Name = options == new GeneratedFaceOptions() ? "Generated faces" : $"Generated faces (settings {SettingsOf(options)})";
        var (seed, classes, each) = (options.Seed, Labels.Count, options.SamplesPerCharacter);
        var shown = GeneratedLabels.Shown(
            options.Characters, each, classes, options.ClassImbalance, SeededRandom.ForStream(seed, LabelStream));
        var claimed = GeneratedLabels.WithMistakes(
            shown, classes, options.LabelNoise, SeededRandom.ForStream(seed, MistakeStream));
        var heldOut = options.HeldOutCharacters == 0
            ? []
            : GeneratedLabels.Shown(
                options.HeldOutCharacters, each, classes, 0, SeededRandom.ForStream(seed, HeldOutStream));

        _cleanLabels = [.. shown, .. heldOut];
        _cast =
        [
            .. Enumerable.Range(0, options.Characters + options.HeldOutCharacters)
                .Select(number => FaceCharacter.Create(seed, number)),
        ];
        var distributions = Enumerable.Range(0, classes).Select(k => FaceSample.OneHot(k, classes)).ToArray();
        Samples = [.. claimed.Concat(heldOut).Select((label, index) => Describe(index, distributions[label]))];
    }

    /// <summary>What the dataset is made of.</summary>
    public GeneratedFaceOptions Options { get; }

    /// <summary>"Generated faces", with a number that other settings than the defaults share with nothing else.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public LabelSet Labels => LabelSet.FerPlus;

    /// <inheritdoc/>
    public SampleIndex Samples { get; }

    /// <summary>The class that a sample really shows, whatever its label claims.</summary>
    /// <param name="index">Position in <see cref="Samples"/>.</param>
    public int CleanLabel(int index) => _cleanLabels[Checked(index)];

    /// <summary>Whether a sample's label was replaced by a wrong one.</summary>
    /// <param name="index">Position in <see cref="Samples"/>.</param>
    public bool IsMislabelled(int index) => Samples[Checked(index)].Label != _cleanLabels[index];

    /// <summary>The character of a sample.</summary>
    /// <param name="index">Position in <see cref="Samples"/>.</param>
    public FaceCharacter Character(int index) => _cast[Checked(index) / Options.SamplesPerCharacter];

    /// <inheritdoc/>
    public ImageBuffer LoadImage(int index)
    {
        var random = SeededRandom.ForStream(Options.Seed, SampleStream, Checked(index));
        var expression = Expressions.Draw(_cleanLabels[index], random, (float)Options.WeakestIntensity);
        var scene = FaceScene.Draw(random, (float)Options.NuisanceStrength, Options.OcclusionProbability);
        return GeneratedFaceRenderer.Render(Character(index), expression, scene, Options.Size);
    }

    private static string SettingsOf(GeneratedFaceOptions options) =>
        Convert.ToHexStringLower(XxHash32.Hash(JsonSerializer.SerializeToUtf8Bytes(options, ArbexJson.OneLine)));

    private FaceSample Describe(int index, ImmutableArray<float> distribution)
    {
        var (character, number) = Math.DivRem(index, Options.SamplesPerCharacter);
        var group = FormattableString.Invariant($"character-{character:D2}");
        return new()
        {
            Id = FormattableString.Invariant($"{group}/{number:D4}"),
            Group = group,
            Split = character < Options.Characters ? DataSplit.Train : DataSplit.Valid,
            LabelDistribution = distribution,
        };
    }

    private int Checked(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _cleanLabels.Length);
        return index;
    }
}
