namespace Arbex.Data.Readers;

/// <summary>FER+ without picture files: the pictures of fer2013.csv with the votes of fer2013new.csv.</summary>
/// <remarks>
/// The two lists have the same rows in the same order, which is how the published code joins them; the image names do not
/// count rows. Rows with an empty image name were removed by the authors. <see cref="DatasetReadOptions.LabelRule"/>
/// decides how votes become labels.
/// </remarks>
internal static class FerPlusListReader
{
    private const string Votes = "fer2013new.csv";

    public static DatasetKind Kind { get; } = new(
        "ferpluscsv", "FER+ from its two lists", $"Expected a folder with fer2013.csv and {Votes}.", Read)
    {
        Attach = (root, index) => new PixelListDataset(root, index),
    };

    private static DatasetIndex Read(DatasetFiles files, DatasetReadOptions options)
    {
        if (Fer2013Reader.List(files) is not { } list || files.FindFile(Votes) is not { } voteList)
        {
            throw new DatasetFormatException($"'{files.Root}' has not both lists. {Kind.Expected} Copy both into one folder.")
            {
                IsLayoutMissing = true,
            };
        }

        files.HasFile(list); // remembered, so that a kept index notices a change
        var (pixels, votes) = (files.FullPath(list), files.FullPath(voteList));
        var problems = new ProblemList();
        var oddVotes = new OddLines(problems, $"lines of {voteList} are not understood");
        var oddPixels = new OddLines(problems, $"lines of {list} are not understood");
        var builder = new SampleIndexBuilder();
        var (row, removed, undecided) = (0, 0, 0);
        using var rows = FerPlusVotes.ReadAll(files, voteList, oddVotes).GetEnumerator();
        foreach (var picture in PixelList.Rows(pixels))
        {
            var ends = !rows.MoveNext();
            if (oddPixels.TryRead(() => PixelListSamples.Split(pixels, picture), out var split)
                && (ends || (!rows.Current.IsOdd && rows.Current.Split != split)))
            {
                throw Unequal(files, $"row {row} of {list} has the usage {picture.Usage}, {Votes} has another or ends before");
            }

            if (ends || rows.Current.IsOdd || picture.Error is not null || PixelListSamples.Usage(picture.Usage) is null)
            {
                row++; // counted as odd already
                continue;
            }

            if (rows.Current.ImageName.Length == 0)
            {
                removed++;
            }
            else if (FerPlusLabels.Distribution(rows.Current.Votes, options.LabelRule) is { } distribution)
            {
                builder.Add(PixelListSamples.Id(list, row), split, distribution);
            }
            else
            {
                undecided++;
            }

            row++;
        }

        oddPixels.Check();
        oddVotes.Check();
        return !rows.MoveNext()
            ? new DatasetIndex
            {
                Name = $"FER+ ({FerPlusReader.RuleName(options.LabelRule)}, from lists)",
                Labels = LabelSet.FerPlus,
                Samples = builder.Count > 0 ? builder.Build() : throw new DatasetFormatException(
                    $"'{votes}' leaves no picture under the rule '{FerPlusReader.RuleName(options.LabelRule)}' ({undecided} "
                    + $"undecided, {removed} removed). Expected at least one. Download the lists again."),
                Problems = problems.Sentences(),
                LeftOut = DatasetIndex.Counts(("removed by the authors", removed), ("undecided votes", undecided)),
            }
            : throw Unequal(files, $"{list} has {row} rows, {Votes} has more");
    }

    private static DatasetFormatException Unequal(DatasetFiles files, string happened) => new(
        $"The lists in '{files.Root}' do not belong together: {happened}. Expected the same rows in the same order. Download both "
        + "again.");
}
