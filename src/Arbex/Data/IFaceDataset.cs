using Arbex.Imaging;

namespace Arbex.Data;

/// <summary>A list of labelled faces. Opening one is cheap; pictures are decoded one by one on demand.</summary>
public interface IFaceDataset
{
    /// <summary>The dataset's name and the rule by which labels were made, such as "FER+ (majority)".</summary>
    string Name { get; }

    /// <summary>The classes, in the order of every sample's label distribution.</summary>
    LabelSet Labels { get; }

    /// <summary>The samples, in an order that depends on the dataset alone.</summary>
    SampleIndex Samples { get; }

    /// <summary>The file that a picture is decoded from; null where it is not in a file.</summary>
    /// <param name="index">Position in <see cref="Samples"/>.</param>
    string? PathOf(int index) => null;

    /// <summary>Decodes one picture. Safe to call from several threads.</summary>
    /// <param name="index">Position in <see cref="Samples"/>.</param>
    /// <exception cref="ArbexException">The picture cannot be read; the message names the file.</exception>
    ImageBuffer LoadImage(int index);
}
