using Arbex.Cli.Predict;

namespace Arbex.Cli.Tests.Predict;

public sealed class WorkAheadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_share_of_pictures_gives_the_time_that_is_left()
    {
        var ahead = await Counted(files: 4);
        Assert.Equal(0, ahead.Share);
        Assert.Null(ahead.TimeLeft(10));

        ahead.Take(new WorkItem { File = "0.png" });
        ahead.Skip();
        Assert.Equal(0.5, ahead.Share);
        Assert.Equal("20 s left", ahead.TimeLeft(10)); // what was skipped took no time
        Assert.Equal("3 min left", ahead.TimeLeft(90));
        Assert.Equal("2.0 h left", ahead.TimeLeft(3600));

        ahead.Take(new WorkItem { File = "2.png", Error = "cannot be read" });
        ahead.Take(new WorkItem { File = "3.png" });
        Assert.Equal((1.0, "0 s left"), (ahead.Share, ahead.TimeLeft(10)));
    }

    [Fact]
    public async Task Frames_are_parts_of_their_clip()
    {
        var ahead = await Counted(files: 2);
        var clip = new Clip("clip.mp4", null, expectedFrames: 100);

        ahead.Take(new WorkItem { File = clip.File, Clip = clip, Frame = 49 });
        Assert.Equal(0.25, ahead.Share!.Value, 1e-9);
        ahead.Take(new WorkItem { File = clip.File, Clip = clip, Frame = 120 }); // the file said too little
        Assert.Equal(0.5, ahead.Share!.Value, 1e-9);
        ahead.Take(new WorkItem { File = clip.File, Clip = clip, EndsClip = true });
        Assert.Equal(0.5, ahead.Share!.Value, 1e-9);
    }

    [Fact]
    public async Task A_list_that_may_be_a_pipe_and_work_that_nobody_watches_are_not_counted()
    {
        foreach (var (request, isShown) in new[] { (Request() with { List = "pictures.txt" }, true), (Request(), false) })
        {
            var ahead = WorkAhead.Count(request, isShown, TestContext.Current.CancellationToken);
            await ahead.Counted;
            ahead.Take(new WorkItem { File = "0.png" });

            Assert.Null(ahead.Share);
            Assert.Null(ahead.TimeLeft(10));
        }
    }

    private async Task<WorkAhead> Counted(int files)
    {
        for (var i = 0; i < files; i++)
        {
            File.WriteAllText(_folder.At($"{i}.png"), "");
        }

        var ahead = WorkAhead.Count(
            Request() with { Inputs = [_folder.FullName] }, isShown: true, TestContext.Current.CancellationToken);
        await ahead.Counted;
        return ahead;
    }

    private static PredictRequest Request() => new() { Model = "model.onnx", Inputs = [] };
}
