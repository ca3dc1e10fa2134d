using Arbex.Cli.Predict;

namespace Arbex.Cli.Tests.Predict;

public sealed class WorkAheadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_share_of_pictures_gives_the_time_that_is_left()
    {
        var ahead = Counted(files: 4);
        Assert.Equal(0, ahead.Share);
        Assert.Null(ahead.TimeLeft(10));

        ahead.Take(new WorkItem { File = "0.png" });
        ahead.Skip();
        Assert.Equal(0.5, ahead.Share);
        Assert.Equal("10 s left", ahead.TimeLeft(10));
        Assert.Equal("3 min left", ahead.TimeLeft(180));
        Assert.Equal("2.0 h left", ahead.TimeLeft(7200));

        ahead.Take(new WorkItem { File = "2.png", Error = "cannot be read" });
        ahead.Take(new WorkItem { File = "3.png" });
        Assert.Equal((1.0, "0 s left"), (ahead.Share, ahead.TimeLeft(10)));
    }

    [Fact]
    public void Frames_are_parts_of_their_clip()
    {
        var ahead = Counted(files: 2);
        var clip = new Clip("clip.mp4", null, expectedFrames: 100);

        ahead.Take(new WorkItem { File = clip.File, Clip = clip, Frame = 49 });
        Assert.Equal(0.25, ahead.Share!.Value, 1e-9);
        ahead.Take(new WorkItem { File = clip.File, Clip = clip, Frame = 120 }); // the file said too little
        Assert.Equal(0.5, ahead.Share!.Value, 1e-9);
        ahead.Take(new WorkItem { File = clip.File, Clip = clip, EndsClip = true });
        Assert.Equal(0.5, ahead.Share!.Value, 1e-9);
    }

    [Fact]
    public void A_list_on_standard_input_is_not_counted()
    {
        var ahead = WorkAhead.Count(Request() with { List = PictureInputs.StandardInput }, CancellationToken.None);
        ahead.Take(new WorkItem { File = "0.png" });

        Assert.Null(ahead.Share);
        Assert.Null(ahead.TimeLeft(10));
    }

    private WorkAhead Counted(int files)
    {
        for (var i = 0; i < files; i++)
        {
            File.WriteAllText(_folder.At($"{i}.png"), "");
        }

        var ahead = WorkAhead.Count(Request() with { Inputs = [_folder.FullName] }, CancellationToken.None);
        Assert.True(SpinWait.SpinUntil(() => ahead.Share is not null, TimeSpan.FromMinutes(1)));
        return ahead;
    }

    private static PredictRequest Request() => new() { Model = "model.onnx", Inputs = [] };
}
