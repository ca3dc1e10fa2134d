using Arbex.Inference.Faces;
using CsCheck;

namespace Arbex.Inference.Tests.Faces;

public sealed class FaceTrackerTests
{
    [Fact]
    public void Faces_that_move_keep_their_numbers_whatever_their_order()
    {
        var tracker = new FaceTracker();
        for (var frame = 0; frame < 50; frame++)
        {
            DetectedFace left = Face(10 + (frame * 4), 40);
            DetectedFace right = Face(400 - (frame * 4), 200);
            DetectedFace[] faces = frame % 2 == 0 ? [left, right] : [right, left];

            var tracked = tracker.Update(faces);

            Assert.Equal(faces, tracked.Select(face => face.Face));
            Assert.Equal(1, tracked.Single(face => face.Face == left).Id);
            Assert.Equal(2, tracked.Single(face => face.Face == right).Id);
        }
    }

    [Fact]
    public void A_face_that_blinks_out_for_a_short_while_comes_back_under_its_number()
    {
        var tracker = new FaceTracker(new FaceTrackerOptions { LongestGap = 3 });
        tracker.Update([Face(0, 0)]);
        Skip(tracker, frames: 3);

        Assert.Equal(1, Assert.Single(tracker.Update([Face(5, 5)])).Id);
    }

    [Fact]
    public void A_face_that_was_gone_for_longer_is_a_new_one()
    {
        var tracker = new FaceTracker(new FaceTrackerOptions { LongestGap = 3 });
        tracker.Update([Face(0, 0)]);
        Skip(tracker, frames: 4);

        Assert.Equal(2, Assert.Single(tracker.Update([Face(5, 5)])).Id);
    }

    [Fact]
    public void A_face_that_jumps_half_its_width_is_the_same_and_one_that_jumps_further_is_not()
    {
        var tracker = new FaceTracker(new FaceTrackerOptions { MinimumOverlap = 1 });
        tracker.Update([Face(0, 0)]);

        Assert.Equal(1, Assert.Single(tracker.Update([Face(50, 0)])).Id);
        Assert.Equal(2, Assert.Single(tracker.Update([Face(150, 0)])).Id);
    }

    [Fact]
    public void A_much_larger_face_beside_is_another()
    {
        var tracker = new FaceTracker();
        tracker.Update([Face(0, 0, size: 40)]);

        Assert.Equal(2, Assert.Single(tracker.Update([Face(10, 10, size: 200)])).Id);
    }

    [Fact]
    public void After_a_reset_numbers_go_on()
    {
        var tracker = new FaceTracker();
        tracker.Update([Face(0, 0), Face(300, 0)]);
        tracker.Reset();

        Assert.Equal(3, Assert.Single(tracker.Update([Face(0, 0)])).Id);
    }

    [Fact]
    public void No_number_is_given_twice_in_a_frame_and_equal_frames_give_equal_numbers() =>
        Gen.Select(Gen.Float[0, 300], Gen.Float[0, 300], Gen.Float[1, 200], Face).Array[0, 8].Array[1, 20]
            .Sample(frames =>
            {
                var (first, second) = (new FaceTracker(), new FaceTracker());
                foreach (var frame in frames)
                {
                    var ids = first.Update(frame).Select(face => face.Id).ToArray();

                    Assert.Distinct(ids);
                    Assert.Equal(ids, second.Update(frame).Select(face => face.Id));
                }
            });

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Assert.Throws<ArbexException>(() => new FaceTracker(new FaceTrackerOptions { MinimumOverlap = 1.5 }));
        Assert.Throws<ArbexException>(() => new FaceTracker(new FaceTrackerOptions { MaximumShift = -1 }));
        Assert.Throws<ArbexException>(() => new FaceTracker(new FaceTrackerOptions { LongestGap = -1 }));
    }

    private static DetectedFace Face(float left, float top, float size = 100) =>
        SampleFaces.Face(left, top, size, size);

    private static DetectedFace Face(float left, float top) => Face(left, top, size: 100);

    private static void Skip(FaceTracker tracker, int frames)
    {
        for (var frame = 0; frame < frames; frame++)
        {
            Assert.Empty(tracker.Update([]));
        }
    }
}
