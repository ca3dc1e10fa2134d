using Arbex.Evaluation.Projection;
using Arbex.Imaging;

namespace Arbex.Evaluation.Report;

/// <summary>What all sections share: the input, checked predictions, chosen faces, the layout and the charts.</summary>
internal sealed class ReportContext
{
    private const long ChoiceStream = 0x4C_61_79_6F_75_74;

    public ReportContext(ReportInput input, CancellationToken cancellation)
    {
        Input = input;
        input.Options.Validated();
        Final = Predictions.FromRows(input.Predictions.Final, input.Predictions.Labels);
        Primary = Predictions.FromRows(input.Predictions.Primary, input.Predictions.Labels);
        Choice = new(Primary, Final, input.Options.Faces);
        Faces = new(input);
        Selection = ModelSelection.Of(input.Info, input.Document.Dataset, input.Document.Split);
        LayoutOf = Drawn();
        Layout = LayoutOf.Length >= TSne.FewestSamples
            ? TSne.Embed(
                [.. LayoutOf.Select(i => input.Predictions.Embeddings![i])], new() { Seed = input.Options.Seed },
                cancellation)
            : null;
        Figures = new(this);
    }

    public ReportInput Input { get; }

    public EvaluationDocument Document => Input.Document;

    public IReadOnlyList<string> Labels => Document.Labels;

    public Predictions Final { get; }

    public Predictions Primary { get; }

    /// <summary>Whether the model balances at all.</summary>
    public bool Balances => Document.Correction is not null;

    public FaceChoice Choice { get; }

    public ReportFaces Faces { get; }

    public ModelSelection Selection { get; }

    /// <summary>The predictions that the layout shows, rising.</summary>
    public int[] LayoutOf { get; }

    /// <summary>Their places; null where there are too few.</summary>
    public TSneMap? Layout { get; }

    public ReportFigures Figures { get; }

    /// <summary>The answer with its confidence, such as "happiness 93.1 %".</summary>
    /// <param name="i">Position in the predictions.</param>
    public string AnswerOf(int i) => $"{Labels[Final.Predicted[i]]} {Shown.Percent(Final.Confidence[i])}";

    private int[] Drawn()
    {
        var most = Input.Options.LayoutSamples;
        if (Input.Predictions.Embeddings is not { } embeddings || most == 0)
        {
            return [];
        }

        int[] all = [.. Enumerable.Range(0, embeddings.Length)];
        if (all.Length > most)
        {
            SeededRandom.ForStream(Input.Options.Seed, ChoiceStream).ShuffleFirst<int>(all, most);
        }

        return [.. all.Take(most).Order()];
    }
}
