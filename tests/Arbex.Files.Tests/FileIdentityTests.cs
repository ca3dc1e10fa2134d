namespace Arbex.Files.Tests;

public sealed class FileIdentityTests
{
    [Fact]
    public void Links_do_not_change_which_file_a_path_leads_to()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("photos"));
        var file = folder.Write("photos/a.png", "x");
        Directory.CreateSymbolicLink(folder.At("drawn"), folder.At("photos"));
        File.CreateSymbolicLink(folder.At("b.png"), file);
        Assert.True(FileIdentity.Same(file, folder.At("drawn/a.png")));
        Assert.True(FileIdentity.Same(file, folder.At("b.png")));
        Assert.True(FileIdentity.Same(folder.At("photos/new.png"), folder.At("drawn/./new.png")));
        Assert.False(FileIdentity.Same(file, folder.Write("c.png", "x")));
        Assert.False(FileIdentity.Same(folder.At("photos/new.png"), folder.At("photos/newer.png")));
    }

    [Fact]
    public void A_path_lies_in_a_folder_through_links_too()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("photos/below"));
        Directory.CreateSymbolicLink(folder.At("drawn"), folder.At("photos/below"));
        Assert.True(FileIdentity.IsWithin(folder.At("drawn/new/a.png"), folder.At("photos")));
        Assert.False(FileIdentity.IsWithin(folder.At("photos2/a.png"), folder.At("photos")));
    }
}
