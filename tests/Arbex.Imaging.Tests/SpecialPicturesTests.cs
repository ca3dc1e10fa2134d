using System.Diagnostics;
using System.IO.Pipes;
using System.Net.Sockets;

namespace Arbex.Imaging.Tests;

/// <summary>What is no regular file is refused at once, or read where this process holds it already.</summary>
public sealed class SpecialPicturesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_named_pipe_is_refused_at_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "There are no named pipes in folders here.");
        var path = _folder.File("photo.jpg");
        using (var made = Process.Start("mkfifo", [path]))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var decoding = Task.Run(() => ImageDecoder.Decode(path), TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<ImageFormatException>(
            () => decoding.WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken));
        Assert.Contains($"'{path}' cannot be opened: it is a named pipe", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, AnimationReader.CountFrames(path));
        Assert.False(PictureMark.IsDrawn(path));
    }

    [Fact]
    public void A_socket_a_device_and_a_folder_are_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "There are no sockets in folders here.");
        var path = _folder.File("photo.png");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        AssertRefused(path, "it is a socket");
        AssertRefused("/dev/zero", "it is a device");
        AssertRefused(_folder.FullName, "it is a folder");
    }

    [Fact]
    public void A_name_with_a_zero_is_refused() => AssertRefused("a\0b.jpg", "cannot be opened");

    [Fact]
    public async Task A_pipe_that_this_process_holds_is_read_to_its_end()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /dev/fd here.");
        var image = TestImages.Noisy(300, 200);
        var png = ImageEncoder.EncodePng(image);
        Assert.True(png.Length > 1 << 16);
        var read = await FromPipe(async pipe =>
        {
            foreach (var part in png.Chunk(10_000))
            {
                await pipe.WriteAsync(part);
            }
        });
        Assert.Equal(image.Pixels, read.Pixels);

        var small = TestImages.Noisy(3, 2);
        Assert.Equal(small.Pixels, (await FromPipe(pipe => pipe.WriteAsync(ImageEncoder.EncodePng(small)).AsTask())).Pixels);
    }

    [Fact]
    public async Task A_pipe_that_holds_no_picture_is_left_after_its_beginning()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /dev/fd here.");
        var refused = await Assert.ThrowsAsync<ImageFormatException>(() => FromPipe(async pipe =>
        {
            var lines = Enumerable.Repeat((byte)'y', 1 << 16).ToArray();
            try
            {
                for (; ; )
                {
                    await pipe.WriteAsync(lines);
                }
            }
            catch (IOException)
            {
                // The reader has closed its end.
            }
        }));
        Assert.Contains("it is a text", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<ImageBuffer> FromPipe(Func<Stream, Task> write)
    {
        using var source = new AnonymousPipeServerStream(PipeDirection.Out);
        var end = source.ClientSafePipeHandle;
        var writing = Task.Run(async () =>
        {
            await write(source);
            source.Dispose();
        });
        try
        {
            return await Task.Run(() => ImageDecoder.Decode($"/dev/fd/{end.DangerousGetHandle()}"));
        }
        finally
        {
            source.DisposeLocalCopyOfClientHandle();
            await writing;
        }
    }

    private static void AssertRefused(string path, string part)
    {
        var refused = Assert.Throws<ImageFormatException>(() => ImageDecoder.Decode(path));
        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
    }
}
