namespace Arbex.Data;

/// <summary>Finds the samples that a label noise list names.</summary>
internal static class LabelNoiseMatch
{
    /// <summary>Finds them.</summary>
    /// <param name="source">The clean dataset.</param>
    /// <param name="list">The list.</param>
    /// <returns>Positions and the wrong classes they get.</returns>
    /// <exception cref="ArbexException">The list does not fit the dataset.</exception>
    public static IReadOnlyDictionary<int, int> Find(IFaceDataset source, LabelNoiseList list)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(list);
        var training = source.Samples.Positions(DataSplit.Train);
        if (training.Length != list.TrainingSamples)
        {
            throw Misfit(
                source, list, $"It was made for {list.TrainingSamples} training samples, and there are {training.Length}.");
        }

        var positions = new Dictionary<string, int>(training.Length, StringComparer.Ordinal);
        foreach (var position in training)
        {
            positions[source.Samples.IdOf(position)] = position;
        }

        var unknown = list.Changes.Where(change => !positions.ContainsKey(change.Id)).ToArray();
        if (unknown.Length > 0)
        {
            throw Misfit(
                source, list,
                $"{unknown.Length} of its {list.Changes.Length} ids are no training samples, such as '{unknown[0].Id}'.");
        }

        var wrong = new Dictionary<int, int>(list.Changes.Length);
        foreach (var change in list.Changes)
        {
            var position = positions[change.Id];
            if (!wrong.TryAdd(position, WrongClass(source, position, list, change)))
            {
                throw Misfit(source, list, $"It names '{change.Id}' twice.");
            }
        }

        return wrong;
    }

    private static int WrongClass(IFaceDataset source, int position, LabelNoiseList list, LabelChange change)
    {
        var (label, wrong) = (source.Samples.LabelOf(position), source.Labels.IndexOf(change.To));
        if (change.From != source.Labels[label])
        {
            throw Misfit(source, list, $"It says that '{change.Id}' is {change.From}, and it is {source.Labels[label]}.");
        }

        if (wrong < 0)
        {
            throw Misfit(source, list, $"'{change.Id}' gets the class '{change.To}', which is none of {source.Labels}.");
        }

        return wrong != label ? wrong : throw Misfit(source, list, $"'{change.Id}' gets its own class '{change.To}'.");
    }

    private static ArbexException Misfit(IFaceDataset source, LabelNoiseList list, string problem) => new(
        $"The label noise list of '{list.Dataset}' does not fit '{source.Name}'. {problem} Use it with the dataset, "
        + "folder and label rule that it was made for, or make a new one with 'arbex data noise'.");
}
