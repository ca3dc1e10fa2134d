using Arbex.Imaging;

namespace Arbex.Training.Landmarks;

/// <summary>Who says where the points of a face are, for the landmark stream to learn from.</summary>
public interface ILandmarkTeacher
{
    /// <summary>Finds the points of faces that fill their pictures.</summary>
    /// <param name="faces">The pictures, of any size.</param>
    /// <returns>
    /// [faces x 136], row-major: x and y of 68 points in the order of iBUG 300-W, as fractions of their picture's sides.
    /// </returns>
    /// <exception cref="ArbexException">The teacher has no answer.</exception>
    float[] Locate(IReadOnlyList<ImageBuffer> faces);
}
