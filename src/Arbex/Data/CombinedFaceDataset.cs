using Arbex.Imaging;

namespace Arbex.Data;

/// <summary>Trains on one reading of a dataset and validates and tests on another.</summary>
/// <remarks>
/// For FER+: learn from the votes' distribution, but score on the majority, whose rule also decides which pictures
/// count. The training samples come first, then all that the second dataset has outside of training.
/// </remarks>
/// <threadsafety>Safe for concurrent calls if the sources are.</threadsafety>
public sealed class CombinedFaceDataset : IFaceDataset
{
    private readonly DatasetSubset _training;
    private readonly DatasetSubset _rest;

    /// <summary>Joins two datasets.</summary>
    /// <param name="training">Gives the samples of <see cref="DataSplit.Train"/>.</param>
    /// <param name="evaluation">Gives the samples of all other splits.</param>
    /// <exception cref="ArbexException">They have other classes, or the same in another order.</exception>
    public CombinedFaceDataset(IFaceDataset training, IFaceDataset evaluation)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(evaluation);
        if (!training.Labels.Equals(evaluation.Labels))
        {
            throw new ArbexException(
                $"{training.Name} has the classes {training.Labels}; {evaluation.Name} has {evaluation.Labels}. Expected "
                + "the same classes in the same order. Choose datasets that fit.");
        }

        _training = DatasetSubset.OfSplit(training, DataSplit.Train);
        _rest = new DatasetSubset(
            evaluation,
            Enumerable.Range(0, evaluation.Samples.Count).Where(i => evaluation.Samples.SplitOf(i) != DataSplit.Train));
        Name = training.Name == evaluation.Name ? training.Name : $"{training.Name}, validated on {evaluation.Name}";
        Samples = SampleIndex.Join(_training.Samples, _rest.Samples);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public LabelSet Labels => _training.Labels;

    /// <inheritdoc/>
    public SampleIndex Samples { get; }

    /// <inheritdoc/>
    public string? PathOf(int index) =>
        index < _training.Samples.Count
            ? _training.PathOf(index)
            : _rest.PathOf(index - _training.Samples.Count);

    /// <inheritdoc/>
    public ImageBuffer LoadImage(int index) =>
        index < _training.Samples.Count
            ? _training.LoadImage(index)
            : _rest.LoadImage(index - _training.Samples.Count);
}
