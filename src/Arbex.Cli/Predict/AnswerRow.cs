using Arbex.Inference;

namespace Arbex.Cli.Predict;

/// <summary>A row of a table of answers: a face, or a picture without one.</summary>
/// <param name="Picture">The picture or frame.</param>
/// <param name="Face">The face; null where there is none.</param>
/// <param name="Number">Number of the face in the picture, or its number in the clip; null where there is none.</param>
internal sealed record AnswerRow(PictureAnswer Picture, FaceExpression? Face, int? Number)
{
    /// <summary>Columns that come before the probabilities.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "file", "frame", "seconds", "face", "expression", "confidence", "abstained", "left", "top", "width", "height", "score",
        "primary", "primaryConfidence", "error", AnswerSettings.ModelColumn, AnswerSettings.OptionsColumn,
    ];

    /// <summary>Their types; any value may be missing.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        typeof(string), typeof(long), typeof(double), typeof(int), typeof(string), typeof(double), typeof(bool),
        typeof(double), typeof(double), typeof(double), typeof(double), typeof(double), typeof(string), typeof(double),
        typeof(string), typeof(string), typeof(string),
    ];

    /// <summary>The rows of an answer; one for a picture without a face or without an answer.</summary>
    public static IEnumerable<AnswerRow> Of(PictureAnswer answer) => answer.Faces.Length == 0
        ? [new AnswerRow(answer, null, null)]
        : answer.Faces.Select((face, i) => new AnswerRow(answer, face.Answer, face.Id ?? i + 1));

    /// <summary>The values of <see cref="Columns"/>: text, numbers, truth values, or null.</summary>
    /// <param name="settings">What answered.</param>
    public IReadOnlyList<object?> Values(AnswerSettings settings)
    {
        var box = Face?.Face is { IsCropped: false } found ? found : null;
        return
        [
            Picture.File, Picture.Frame, Picture.Seconds, Number, Face?.Expression, Face?.Confidence, Face?.IsAbstained,
            (double?)box?.Box.Left, (double?)box?.Box.Top, (double?)box?.Box.Width, (double?)box?.Box.Height, (double?)box?.Score,
            Face?.Primary.Top, (double?)Face?.Primary.TopProbability, Picture.Error, settings.Model, settings.Options,
        ];
    }
}
