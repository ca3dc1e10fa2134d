using Arbex.Imaging;
using Arbex.Inference.Video;

namespace Arbex.Cli.Predict;

/// <summary>Tells drawings of this program from everybody else's files.</summary>
internal static class Drawing
{
    /// <summary>Whether a file is a picture or a clip that this program drew.</summary>
    /// <param name="path">Any file.</param>
    public static bool Is(string path) => PictureMark.IsDrawn(path) || DrawnClip.Is(path);
}
