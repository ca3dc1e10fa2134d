using Arbex.Inference;

namespace Arbex.Export.Checks;

/// <summary>Compares a file on bytes with its network by the answers that it gives for faces.</summary>
/// <remarks>Single numbers may differ much where a face is between two expressions; the answers for most faces may not.</remarks>
internal sealed class ByteCheck
{
    /// <summary>Largest share of faces that may get another answer: real losses are a tenth of it.</summary>
    private const double MostOtherAnswers = 0.1;

    /// <summary>Faces at once.</summary>
    private const int FaceBatch = 16;

    private readonly Dictionary<string, double> _largest = new(StringComparer.Ordinal);
    private int _faces;
    private int _otherAnswers;

    private ByteCheck()
    {
    }

    /// <summary>Compares.</summary>
    /// <exception cref="ExportException">The file answers otherwise for too many faces, or not with numbers.</exception>
    public static CheckReport Run(
        NetworkAnswers network, FileAnswers file, IEnumerable<float[]> faces, CancellationToken cancellation)
    {
        var check = new ByteCheck();
        foreach (var batch in faces.Chunk(FaceBatch))
        {
            cancellation.ThrowIfCancellationRequested();
            float[] inputs = [.. batch.SelectMany(face => face)];
            check.Compare(network.Of(inputs, batch.Length), file.Of(inputs, batch.Length));
            check._faces += batch.Length;
        }

        return check.Report();
    }

    private void Compare(IReadOnlyList<NamedRows> expected, IReadOnlyList<NamedRows> given)
    {
        var actual = given.ToDictionary(rows => rows.Name, StringComparer.Ordinal);
        foreach (var rows in expected)
        {
            var difference = OutputComparison.Difference(rows, actual[rows.Name]);
            if (!double.IsFinite(difference))
            {
                throw new ExportException(
                    $"What was exported in int8 gives values in '{rows.Name}' that are not numbers. No file was written. Export in "
                    + "float32: leave out --int8.");
            }

            _largest[rows.Name] = Math.Max(_largest.GetValueOrDefault(rows.Name), difference);
        }

        _otherAnswers += OutputComparison.LeadsOverOtherAnswers(
            expected.Single(rows => rows.Name == ModelTensors.Final), actual[ModelTensors.Final]).Count();
    }

    private CheckReport Report() => _faces == 0
        ? throw new ExportException(
            "There was no face to compare the int8 file with the network on. Expected at least one that can be read. Check the data.")
        : _otherAnswers <= MostOtherAnswers * _faces
        ? new CheckReport
        {
            RandomInputs = 0,
            Faces = _faces,
            OtherAnswers = _otherAnswers,
            Outputs = [.. _largest.Select(entry => new OutputDifference(entry.Key, null, entry.Value, null))],
        }
        : throw new ExportException(FormattableString.Invariant(
            $"In int8 the network gives another answer for {_otherAnswers} of {_faces} faces. Expected at most {MostOtherAnswers:p0}. No ")
            + "file was written. Measure ranges on more faces, or like those that it is meant for; keep sensitive layers in float32 "
            + "(--sensitivity finds them, --keep-float keeps them); or export in float32.");
}
