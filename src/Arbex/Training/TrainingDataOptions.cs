using System.Text.Json.Serialization;
using Arbex.Data;
using Arbex.Data.Splits;

namespace Arbex.Training;

/// <summary>How a training sample's label becomes its target.</summary>
public sealed record TrainingDataOptions
{
    /// <summary>
    /// Whether each epoch draws one class from a sample's label distribution (<see cref="LabelSampling"/>) instead of
    /// learning from the distribution itself. Changes nothing where labels are one-hot.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool SampleOneLabel { get; init; }

    /// <summary>
    /// The part of the data whose accuracy chooses the epoch that is kept as the best. Choosing on the test part makes its
    /// numbers too good; reports say so. Null chooses nothing: the last epoch is kept, and epochs are not validated.
    /// </summary>
    /// <value>The default value is <see cref="DataSplit.Valid"/>.</value>
    public DataSplit? SelectOn { get; init; } = DataSplit.Valid;

    /// <summary>
    /// The share of the training samples that is held out to validate on where the data have no validation part of
    /// their own and <see cref="SelectOn"/> is valid (<see cref="HeldOutValidation"/>); done when the data are opened.
    /// 0 holds nothing out, so that the last epoch is kept.
    /// </summary>
    /// <value>The default value is 0.1.</value>
    public double ValidationShare { get; init; } = 0.1;

    /// <summary>
    /// <see cref="ValidationShare"/> where validation chooses the epoch, else 0: what is held out of data without a validation part.
    /// </summary>
    [JsonIgnore]
    public double HeldOutShare => SelectOn == DataSplit.Valid ? ValidationShare : 0;

    internal void Validated()
    {
        OptionCheck.InRange(ValidationShare, 0, HeldOutValidation.LargestShare, "data.validationShare");
        OptionCheck.Defined(SelectOn ?? DataSplit.Valid, "data.selectOn");
        OptionCheck.That(
            SelectOn != DataSplit.Train,
            "data.selectOn is train. Expected valid, or test if there is nothing else: training samples always look good.");
    }
}
