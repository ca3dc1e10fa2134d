using Arbex.Cli.Predict;

namespace Arbex.Cli.Tests.Predict;

public sealed class PictureInputsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LeftOutFiles _leftOut = new();
    private readonly List<string> _unreadable = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_and_patterns_take_all_usual_endings_and_count_the_rest_with_an_example()
    {
        string[] known = ["a.jfif", "b.JPE", "c.3gp", "d.mts", "e.flv", "f.m2ts", "g.vob", "h.mxf", "i.y4m", "j.ogv", "k.asf", "l.3g2", "m.pjpeg"];
        foreach (var name in (string[])[.. known, "0.txt", "IMG_1.HEIC", "x.avif", ".DS_Store", ".arbex-0123456789abcdef.partial"])
        {
            _folder.Write(name, "x");
        }

        Assert.Equal(known, Files(_folder.FullName).Select(Path.GetFileName));
        Assert.Equal(["a.jfif"], Files(_folder.At("*.jfif")).Select(Path.GetFileName));
        Assert.Contains("left out 3 files of other kinds, such as", Assert.Single(_leftOut.Sentences()), StringComparison.Ordinal);
        Assert.Contains("IMG_1.HEIC", _leftOut.Sentences().Single(), StringComparison.Ordinal);
        Assert.Equal(3, Assert.Single(_leftOut.ToDocuments())["leftOut"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("*.jpg", "a1.jpg", "a2.jpg", "a[1].jpg")]
    [InlineData("a?.jpg", "a1.jpg", "a2.jpg")]
    [InlineData("a[?].jpg", "a[1].jpg")]
    [InlineData("**/*.jpg", "a1.jpg", "a2.jpg", "a[1].jpg", "one/b.jpg", "one/two/c.jpg")]
    [InlineData("*/*.jpg", "one/b.jpg")]
    [InlineData("one/**", "one/b.jpg", "one/two/c.jpg")]
    [InlineData("o*/t?o/*.jpg", "one/two/c.jpg")]
    [InlineData("**/two/*", "one/two/c.jpg")]
    public void Patterns_mean_what_they_say(string pattern, params string[] expected)
    {
        Directory.CreateDirectory(_folder.At("one", "two"));
        foreach (var name in (string[])["a1.jpg", "a2.jpg", "a[1].jpg", "one/b.jpg", "one/two/c.jpg"])
        {
            _folder.Write(name, "x");
        }

        Assert.Equal(expected, Files(_folder.At(pattern)).Select(file => Path.GetRelativePath(_folder.FullName, file)));
    }

    [Fact]
    public void A_file_whose_own_name_has_a_star_is_that_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        _folder.Write("a*.jpg", "x");
        _folder.Write("ab.jpg", "x");

        Assert.Equal([_folder.At("a*.jpg")], Files(_folder.At("a*.jpg")));
    }

    [Fact]
    public void Pipes_in_folders_are_passed_over_and_counted()
    {
        MakePipe("x.jpg");
        _folder.Write("y.jpg", "x");

        Assert.Equal([_folder.At("y.jpg")], Files(_folder.FullName));
        Assert.Contains("left out 1 file", _leftOut.Sentences().Single(), StringComparison.Ordinal);
        Assert.Contains("a named pipe", _leftOut.Sentences().Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_folder_is_named_and_passed_over_by_folders_and_patterns_alike()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The rights are those of Unix.");
            return;
        }

        Directory.CreateDirectory(_folder.At("closed"));
        Directory.CreateDirectory(_folder.At("open"));
        _folder.Write("open/a.jpg", "x");
        File.SetUnixFileMode(_folder.At("closed"), UnixFileMode.None);
        try
        {
            Assert.SkipWhen(CanRead(_folder.At("closed")), "This user may read everything.");
            foreach (var input in (string[])[_folder.FullName, _folder.At("**", "*.jpg")])
            {
                _unreadable.Clear();
                Assert.Equal([_folder.At("open", "a.jpg")], Files(input));
                Assert.Contains("closed", Assert.Single(_unreadable), StringComparison.Ordinal);
            }
        }
        finally
        {
            File.SetUnixFileMode(_folder.At("closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void What_leads_to_nothing_is_listed_in_its_turn_and_refused_where_it_is_alone()
    {
        _folder.Write("a.jpg", "x");
        var (typo, empty) = (_folder.At("typo*.jpg"), Directory.CreateDirectory(_folder.At("empty")).FullName);

        Assert.Equal([typo, _folder.At("a.jpg"), empty], Files(typo, _folder.At("a.jpg"), empty));
        Assert.Contains("No file fits", Assert.Throws<ArbexException>(() => Files(typo)).Message, StringComparison.Ordinal);
        Assert.Contains("holds no picture", Assert.Throws<ArbexException>(() => Files(empty)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://host/a.jpg?w=3", "fetches nothing")]
    [InlineData("ftp://host/a.jpg", "fetches nothing")]
    [InlineData("no/such*.jpg", "No picture and no clip fits")]
    [InlineData("/tmp", "holds no picture")]
    [InlineData("/dev/zero", "is a device")]
    public void Inputs_that_are_no_files_are_refused_by_what_they_are(string input, string reason)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The paths are Linux's.");
        Assert.Contains(reason, Assert.Throws<Imaging.ImageFormatException>(() => InputProblem.Refuse(input)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_process_holds_open_itself_is_no_special_file()
    {
        InputProblem.Refuse("/dev/stdin");
        InputProblem.Refuse("/dev/fd/0");
        InputProblem.Refuse(_folder.Write("a.jpg", "x"));
        InputProblem.Refuse("missing.jpg"); // reading it says so
    }

    private string[] Files(params string[] inputs) => [.. PictureInputs.Files(inputs, list: null, _unreadable.Add, _leftOut)];

    private void MakePipe(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are made by Linux's program.");
        using var make = System.Diagnostics.Process.Start("mkfifo", [_folder.At(name)]);
        make.WaitForExit();
    }

    private static bool CanRead(string folder)
    {
        try
        {
            _ = Directory.GetFiles(folder);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
