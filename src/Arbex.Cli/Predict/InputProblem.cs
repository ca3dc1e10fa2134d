using System.Text.RegularExpressions;
using Arbex.Files;
using Arbex.Imaging;

namespace Arbex.Cli.Predict;

/// <summary>What is wrong with an input that is no picture and no clip, by its name and kind alone: nothing is opened.</summary>
internal static partial class InputProblem
{
    /// <summary>Refuses what cannot be opened as a file.</summary>
    /// <exception cref="ImageFormatException">An address, a folder or pattern without pictures, a pipe, a socket or a device.</exception>
    public static void Refuse(string input)
    {
        var kind = SpecialFile.KindOf(input);
        if (kind is FileKind.Pipe or FileKind.Socket or FileKind.Device)
        {
            if (!SpecialFile.IsOwnDescriptor(input))
            {
                throw new ImageFormatException(
                    $"'{input}' is {SpecialFile.Name(kind)}. Expected a picture or a clip. Write its content to a file first, or pass it as -.");
            }
        }
        else if (kind == FileKind.Folder)
        {
            throw new ImageFormatException(NothingIn(input, ""));
        }
        else if (kind == FileKind.Missing && Address().IsMatch(input))
        {
            throw new ImageFormatException(
                $"'{input}' is an address of the web, and arbex fetches nothing. Expected a file of this machine. Download it first.");
        }
        else if (kind == FileKind.Missing && input.Contains('\ufffd', StringComparison.Ordinal))
        {
            throw new ImageFormatException(
                $"'{input}' cannot be opened: its name is not UTF-8. Expected a name in UTF-8. Rename it, such as with convmv.");
        }
        else if (kind == FileKind.Missing && FilePattern.Is(input))
        {
            throw new ImageFormatException(NothingFits(input, " Files of other kinds are left out."));
        }
    }

    /// <summary>The sentences for a folder without pictures and clips.</summary>
    public static string NothingIn(string folder, string leftOut) =>
        $"The folder '{folder}' holds no picture and no clip that can be read.{leftOut} Expected files that end in "
        + $"{string.Join(", ", PictureEndings.Pictures.Concat(PictureEndings.Videos).Take(16))} or the like. Check the path, or name "
        + "files themselves.";

    /// <summary>The sentences for a pattern without pictures and clips.</summary>
    public static string NothingFits(string pattern, string leftOut) => leftOut.Length == 0
        ? $"No file fits '{pattern}'. Expected a pattern such as faces/*.jpg or faces/**/*.png. Check it."
        : $"No picture and no clip fits '{pattern}'.{leftOut} Expected files such as faces/*.jpg. Name files of other endings themselves.";

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*://")]
    private static partial Regex Address();
}
