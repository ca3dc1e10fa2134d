using Arbex.Files;

namespace Arbex.Inference.Video;

/// <summary>How clips are handed to ffmpeg and ffprobe: only what a file holds itself may be read.</summary>
internal static class ClipInput
{
    /// <summary>
    /// Formats that hold their own pictures. Playlists and lists of files (hls, dash, concat, imf), descriptions of streams (sdp), patterns of
    /// picture files (image2) and devices open other files or connections and are left out; so is every format that is not named.
    /// </summary>
    private const string Formats =
        "mov,mp4,matroska,webm,avi,mpeg,mpegts,mpegvideo,asf,flv,ogg,gif,mxf,wtv,dv,ivf,nut,nuv,yuv4mpegpipe,rm,h264,hevc,av1,obu,m4v,mjpeg,"
        + "gxf,swf,apng,webp";

    /// <summary>The arguments that name a clip as an input, to stand where -i would.</summary>
    /// <param name="path">The clip.</param>
    /// <remarks>
    /// "file:" makes a path that may look like an option, an address or a pattern a file's. External data of MOV files
    /// (enable_drefs) are off by default in every version, and naming that option for another format is an error.
    /// </remarks>
    public static string[] Of(string path) =>
        ["-protocol_whitelist", "file", "-format_whitelist", Formats, "-i", "file:" + Path.GetFullPath(path)];

    /// <summary>Refuses what is no regular file: reading from it may never end.</summary>
    /// <param name="path">The clip.</param>
    /// <exception cref="VideoException">It is missing, or something else.</exception>
    public static void Check(string path)
    {
        switch (SpecialFile.KindOf(path))
        {
            case FileKind.Regular:
                break;
            case FileKind.Missing:
                throw new VideoException($"There is no file '{path}'. Expected a video. Check the path.");
            case var kind:
                throw new VideoException(
                    $"The clip '{path}' is {SpecialFile.Name(kind)}. Expected a regular file. Write its content to a file first.");
        }
    }
}
