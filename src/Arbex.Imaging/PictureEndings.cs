namespace Arbex.Imaging;

/// <summary>
/// The endings of file names by which the files of a folder are taken for pictures or clips. Only names are looked at; a file that a
/// user names may have any ending, and its content decides.
/// </summary>
public static class PictureEndings
{
    /// <summary>Endings of pictures that can be read, with their dots, in lower case.</summary>
    public static IReadOnlyList<string> Pictures { get; } =
    [
        ".jpg", ".jpeg", ".png", ".bmp", ".gif", ".webp", ".tif", ".tiff", ".jpe", ".jfif", ".jfi", ".jif", ".pjpeg", ".pjp", ".mpo",
        ".apng", ".dib",
    ];

    /// <summary>Endings of clips, with their dots, in lower case.</summary>
    public static IReadOnlyList<string> Videos { get; } =
    [
        ".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v", ".mpg", ".mpeg", ".wmv", ".3gp", ".3g2", ".3gpp", ".3gpp2", ".asf", ".divx", ".dv",
        ".f4v", ".flv", ".m1v", ".m2t", ".m2ts", ".m2v", ".mjpeg", ".mjpg", ".mpe", ".mts", ".mxf", ".ogm", ".ogv", ".qt", ".ts", ".vob",
        ".y4m",
    ];

    /// <summary>Endings of pictures in formats that cannot be read, such as HEIC; with their dots, in lower case.</summary>
    public static IReadOnlyList<string> UnreadablePictures { get; } =
    [
        ".heic", ".heif", ".heics", ".heifs", ".hif", ".avif", ".avifs", ".jxl", ".jp2", ".j2k", ".j2c", ".jpc", ".jpf", ".jpm", ".jpx",
        ".jxr", ".hdp", ".wdp", ".pbm", ".pgm", ".ppm", ".pnm", ".pam", ".tga", ".psd", ".psb", ".svg", ".svgz", ".exr", ".hdr", ".qoi",
        ".ras", ".sgi", ".pcx", ".dng", ".cr2", ".cr3", ".crw", ".nef", ".nrw", ".arw", ".srf", ".sr2", ".orf", ".rw2", ".raf", ".pef",
        ".srw", ".rwl", ".x3f", ".raw",
    ];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> KnownPictures = Lookup(Pictures);
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> KnownVideos = Lookup(Videos);
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> KnownUnreadable = Lookup(UnreadablePictures);

    /// <summary>Whether a file is a picture that can be read, by its name.</summary>
    /// <param name="name">A name or path; its letter case does not matter.</param>
    public static bool IsPicture(ReadOnlySpan<char> name) => KnownPictures.Contains(Path.GetExtension(name));

    /// <summary>Whether a file is a clip, by its name.</summary>
    /// <param name="name">A name or path; its letter case does not matter.</param>
    public static bool IsVideo(ReadOnlySpan<char> name) => KnownVideos.Contains(Path.GetExtension(name));

    /// <summary>Whether a file is a picture in a format that cannot be read, by its name.</summary>
    /// <param name="name">A name or path; its letter case does not matter.</param>
    public static bool IsUnreadablePicture(ReadOnlySpan<char> name) => KnownUnreadable.Contains(Path.GetExtension(name));

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup(IEnumerable<string> endings) =>
        new HashSet<string>(endings, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
}
