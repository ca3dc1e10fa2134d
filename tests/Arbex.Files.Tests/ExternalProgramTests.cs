namespace Arbex.Files.Tests;

public sealed class ExternalProgramTests
{
    [Fact]
    public void Only_absolute_folders_of_the_path_are_searched()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Permissions are Linux's.");
        using var folder = new TemporaryFolder();
        var program = folder.Write("ffprobe", "#!/bin/sh\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var relative = Path.GetRelativePath(Environment.CurrentDirectory, folder.Path);
        Assert.Null(ExternalProgram.Find("ffprobe", $".:::{relative}"));
        Assert.Null(ExternalProgram.Find("ffprobe", null));
        Assert.Equal(program, ExternalProgram.Find("ffprobe", $".:/nowhere:{folder.Path}"));
    }

    [Fact]
    public void What_cannot_be_run_is_no_program()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Permissions are Linux's.");
        using var folder = new TemporaryFolder();
        folder.Write("ffprobe", "text");
        Directory.CreateDirectory(folder.At("ffmpeg"));
        Assert.Null(ExternalProgram.Find("ffprobe", folder.Path));
        Assert.Null(ExternalProgram.Find("ffmpeg", folder.Path));
        Assert.Throws<ArgumentException>(() => ExternalProgram.Find("./ffprobe", folder.Path));
    }
}
