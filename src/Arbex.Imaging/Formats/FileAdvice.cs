namespace Arbex.Imaging.Formats;

/// <summary>What to do about files that are not read as pictures.</summary>
internal static class FileAdvice
{
    public const string Convert = "Convert it to JPEG or PNG.";
    public const string Develop = "Develop it to JPEG or PNG with the camera's software or a converter.";
    public const string FetchAgain = "Copy or download it again.";
    public const string FetchPicture = "Download the picture itself.";
    public const string Remove = "Remove it.";
    public const string TakeFrames = "Take pictures out of it, or pass it to arbex predict.";
    public const string Unpack = "Unpack it and pass the pictures in it.";
}
