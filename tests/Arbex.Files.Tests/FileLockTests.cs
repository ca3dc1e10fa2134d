namespace Arbex.Files.Tests;

public sealed class FileLockTests
{
    [Fact]
    public void A_folder_has_one_writer_at_a_time_and_keeps_no_trace_of_it()
    {
        using var folder = new TemporaryFolder();
        using (FileLock.OfFolder(folder.Path, Held))
        {
            Assert.Throws<ArbexException>(() => FileLock.OfFolder(folder.Path, Held));
        }

        using (FileLock.OfFolder(folder.Path, Held))
        {
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_lock_is_found_through_a_link_to_its_folder()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("real"));
        Directory.CreateSymbolicLink(folder.At("link"), folder.At("real"));
        using var held = FileLock.OfFile(Path.Combine(folder.At("real"), "x.csv"), Held);
        Assert.Throws<ArbexException>(() => FileLock.OfFile(Path.Combine(folder.At("link"), "x.csv"), Held));
        using var other = FileLock.OfFile(Path.Combine(folder.At("link"), "y.csv"), Held);
    }

    [Fact]
    public void A_lock_file_that_a_killed_process_left_is_no_lock()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".arbex.lock", "");
        using var taken = FileLock.OfFolder(folder.Path, Held);
    }

    [Fact]
    public void Many_threads_never_hold_one_lock_together()
    {
        using var folder = new TemporaryFolder();
        var inside = 0;
        var most = 0;
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            try
            {
                using var held = FileLock.OfFolder(folder.Path, Held);
                most = Math.Max(most, Interlocked.Increment(ref inside));
                Thread.Yield();
                Interlocked.Decrement(ref inside);
            }
            catch (ArbexException)
            {
                // another has it
            }
        });
        Assert.Equal(1, most);
    }

    [Fact]
    public void A_link_in_the_place_of_a_lock_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there.");
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(folder.At(".arbex.lock"), folder.At("elsewhere"));
        using (FileLock.OfFolder(folder.Path, Held))
        {
            Assert.False(File.Exists(folder.At("elsewhere")));
            Assert.Throws<ArbexException>(() => FileLock.OfFolder(folder.Path, Held));
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    private static ArbexException Held() => new("held");
}
