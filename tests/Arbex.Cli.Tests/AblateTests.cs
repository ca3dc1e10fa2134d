using System.Text.Json.Nodes;
using Arbex.Checkpoints;

namespace Arbex.Cli.Tests;

public sealed class AblateTests
{
    private readonly TrainedRun _run;

    public AblateTests(TrainedRun run) => _run = run;

    [Fact]
    public async Task A_study_runs_its_cells_writes_its_table_and_does_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        var first = await CommandRun.Of(Ablate(folder, "0"));
        first.AssertIsDone();
        var both = await CommandRun.Of(Ablate(folder, "0,2"));
        both.AssertIsDone();

        Assert.Contains("| K = 2 | 1 |", both.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("k_0", both.Error, StringComparison.Ordinal); // was done before
        Assert.Contains("k_2", both.Error, StringComparison.Ordinal);
        Assert.Equal(both.Output, await File.ReadAllTextAsync(folder.At("study", "table.md"), Token));
        Assert.Equal(3, (await File.ReadAllLinesAsync(folder.At("study", "table.csv"), Token)).Length);
    }

    [Fact]
    public async Task A_finished_run_of_another_study_is_taken_over()
    {
        using var folder = new TemporaryFolder();
        (await CommandRun.Of(Ablate(folder, "0"))).AssertIsDone();
        string[] other =
        [
            "ablate", "noise", .. Ablate(folder, "0")[2..], "--levels", "0,50", "--reuse", folder.At("study"),
        ];
        other[Array.IndexOf(other, folder.At("study"))] = folder.At("other");
        var second = await CommandRun.Of(other);
        second.AssertIsDone();

        Assert.Contains("Taken over from", second.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.At("other", "k_0-0-seed5", "best.safetensors")));
        Assert.True(File.Exists(folder.At("other", "k_0-50-seed5", "best.safetensors"))); // other labels: trained
        Assert.True(File.Exists(folder.At("other", "plot.png")));
        Assert.DoesNotContain("precision", second.Error, StringComparison.Ordinal);
        other[^1] = folder.At("nowhere");
        (await CommandRun.Of(other)).AssertIsBadInput("--reuse", "nowhere");
    }

    [Fact]
    public async Task Taking_over_what_was_trained_in_another_precision_is_told()
    {
        using var folder = new TemporaryFolder();
        (await CommandRun.Of(Ablate(folder, "0"))).AssertIsDone();
        var description = folder.At("study", "k_0-seed5", "run.json");
        var written = await File.ReadAllTextAsync(description, Token);
        Assert.Contains("\"precision\": \"full\"", written, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            description, written.Replace("\"precision\": \"full\"", "\"precision\": \"bFloat16\"", StringComparison.Ordinal), Token);

        var study = Ablate(folder, "0").Select(word => word == folder.At("study") ? folder.At("other") : word);
        var run = await CommandRun.Of([.. study, "--reuse", folder.At("study")]);
        run.AssertIsDone();
        Assert.Contains("Taken over from", run.Error, StringComparison.Ordinal);
        Assert.Contains("trained in BFloat16 precision, where this machine trains in Full", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_on_other_samples_are_neither_part_of_a_study_nor_taken_over()
    {
        using var folder = new TemporaryFolder();
        Samples.WriteImageFolder(folder.At("data"), Samples.Classes);
        string[] study = [.. Ablate(folder, "0").Select(word => word == _run.Data ? folder.At("data") : word), "--epochs", "1"];
        (await CommandRun.Of(study)).AssertIsDone();
        File.Copy(folder.At("data", "train", "happy", "0.png"), folder.At("data", "train", "sad", "again.png"));

        (await CommandRun.Of(study)).AssertIsBadInput("other names, parts or labels", "--output");
        await AssertIsNotTakenOver(folder, study);
    }

    [Fact]
    public async Task A_run_that_was_scored_on_another_part_is_not_taken_over()
    {
        using var folder = new TemporaryFolder();
        (await CommandRun.Of(Ablate(folder, "0"))).AssertIsDone();
        var evaluation = folder.At("study", "k_0-seed5", "evaluation.json");
        var text = await File.ReadAllTextAsync(evaluation, Token);
        await File.WriteAllTextAsync(evaluation, text.Replace("\"valid\"", "\"train\"", StringComparison.Ordinal), Token);

        await AssertIsNotTakenOver(folder, Ablate(folder, "0"));
    }

    [Fact]
    public async Task Data_without_anything_to_score_on_are_refused_before_anything_is_trained()
    {
        using var folder = new TemporaryFolder();
        Samples.WriteImageFolder(folder.At("data"), Samples.Classes);
        Directory.Delete(folder.At("data", "valid"), recursive: true);
        folder.Write("whole.json", Samples.MicroRecipeWith("\"epochs\": 1, \"data\": { \"validationShare\": 0 }"));
        var run = await CommandRun.Of([.. Ablate(folder, "0").Select(word =>
            word == _run.Data ? folder.At("data") : word == _run.Recipe ? folder.At("whole.json") : word)]);

        run.AssertIsBadInput("no validation part", "data.validationShare");
        Assert.False(Directory.Exists(folder.At("study", "k_0-seed5")));
    }

    [Fact]
    public async Task A_study_of_another_recipe_and_a_list_that_is_none_are_refused()
    {
        using var folder = new TemporaryFolder();
        (await CommandRun.Of(Ablate(folder, "0"))).AssertIsDone();
        (await CommandRun.Of([.. Ablate(folder, "0"), "--epochs", "3"])).AssertIsBadInput("another recipe");
        (await CommandRun.Of(Ablate(folder, "0,ten"))).AssertIsBadInput("--k", "ten");
    }

    [Fact]
    public async Task The_study_of_losses_draws_its_curves_over_one_another()
    {
        using var folder = new TemporaryFolder();
        string[] losses =
            ["ablate", "losses", .. Ablate(folder, "0").Skip(2).Where(word => word is not ("--k" or "0"))];
        (await CommandRun.Of([.. losses, "--epochs", "1"])).AssertIsDone();

        Assert.True(Imaging.ImageDecoder.Decode(folder.At("study", "curves.png")).Width > 800);
        Assert.Contains(
            "anchor loss dominant", await File.ReadAllTextAsync(folder.At("study", "table.md"), Token),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_without_a_validation_part_are_scored_on_what_is_held_out()
    {
        using var folder = new TemporaryFolder();
        Samples.WriteImageFolder(folder.At("data"), Samples.Classes);
        Directory.Delete(folder.At("data", "valid"), recursive: true);
        var run = await CommandRun.Of(
            [.. Ablate(folder, "0").Select(word => word == _run.Data ? folder.At("data") : word)]);

        run.AssertIsDone();
        Assert.Contains("3 of 12 training samples are held out", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_of_balancing_starts_from_the_encoder_of_given_weights_and_keeps_to_them()
    {
        using var folder = new TemporaryFolder();
        File.Copy(_run.Model, folder.At("start.safetensors"));
        var study = Balancing(folder, folder.At("start.safetensors"));
        (await CommandRun.Of(study)).AssertIsDone();

        var run = JsonNode.Parse(await File.ReadAllTextAsync(folder.At("study", "k_0-50-seed5", "run.json"), Token))!;
        Assert.Equal("start.safetensors", (string?)run["weights"]![0]!["file"]);
        Assert.Equal(64, ((string)run["weights"]![0]!["sha256"]!).Length);
        Assert.Equal(Encoder(_run.Model), Encoder(folder.At("study", "the_recipe-50-seed5", "best.safetensors")));
        Assert.NotEqual(Head(_run.Model), Head(folder.At("study", "the_recipe-50-seed5", "best.safetensors")));
        Assert.Contains(
            "attention: faces of a batch", await File.ReadAllTextAsync(folder.At("study", "table.md"), Token),
            StringComparison.Ordinal);

        var other = folder.At("study", "k_0-50-seed5", "best.safetensors"); // the same encoder in another file
        (await CommandRun.Of(Balancing(folder, other))).AssertIsBadInput("start.safetensors", "best.safetensors");
        await AssertIsNotTakenOver(folder, Balancing(folder, other));
    }

    [Fact]
    public async Task A_study_of_balancing_wants_whole_weights_and_a_recipe_that_freezes_the_encoder()
    {
        using var folder = new TemporaryFolder();
        (await CommandRun.Of(Balancing(folder, folder.At("nowhere.safetensors")))).AssertIsBadInput("nowhere.safetensors");
        var learning = Balancing(folder, _run.Model).Select(word => word == folder.At("frozen.json") ? _run.Recipe : word);
        (await CommandRun.Of([.. learning])).AssertIsBadInput("encoder", "frozen");
        Assert.False(Directory.Exists(folder.At("study")));
    }

    [Fact]
    public async Task Every_study_can_start_from_the_encoder_of_given_weights()
    {
        using var folder = new TemporaryFolder();
        (await CommandRun.Of([.. Ablate(folder, "0,1"), "--weights", _run.Model])).AssertIsDone();

        Assert.Contains(
            "starts from the encoder of", await File.ReadAllTextAsync(folder.At("study", "table.md"), Token), StringComparison.Ordinal);
        Balancing(folder, _run.Model);
        var frozen = Ablate(folder, "0").Select(word => word == _run.Recipe ? folder.At("frozen.json") : word);
        (await CommandRun.Of([.. frozen])).AssertIsBadInput("freezes the encoder", "--weights");
        (await CommandRun.Of(
        [
            "ablate", "changes", .. Ablate(folder, "0").Skip(2).Where(word => word is not ("--k" or "0")), "--change",
            """still: parameterGroups=[{"prefix":"encoder","frozen":true,"frozenStatistics":true}]""",
        ])).AssertIsBadInput("'still' freezes the encoder", "--weights");
    }

    [Fact]
    public async Task Changes_of_a_recipe_stand_beside_it_and_only_those_that_distil_have_a_teacher()
    {
        using var folder = new TemporaryFolder();
        string[] study =
        [
            "ablate", "changes", .. Ablate(folder, "0").Skip(2).Where(word => word is not ("--k" or "0")), "--epochs", "1",
            "--change", "no anchors: network.reliability.anchorsPerClass=0", "--change", "taught: distillation.weight=0.5",
        ];
        (await CommandRun.Of(study)).AssertIsBadInput("distillation.weight is 0.5", "--distil-from");
        (await CommandRun.Of([.. study, "--distil-from", "nowhere"])).AssertIsBadInput("--distil-from", "nowhere");
        (await CommandRun.Of([.. Ablate(folder, "0"), "--distil-from", _run.Model])).AssertIsBadInput("nothing would be learnt");
        Assert.False(Directory.Exists(folder.At("study"))); // found out before anything is trained
        var run = await CommandRun.Of([.. study, "--distil-from", _run.Model]);
        run.AssertIsDone();

        Assert.Contains("| no anchors | 1 |", run.Output, StringComparison.Ordinal);
        var teachers = JsonNode.Parse(await File.ReadAllTextAsync(folder.At("study", "taught-seed5", "run.json"), Token))!["teachers"]!;
        Assert.Equal("best.safetensors", (string?)teachers[0]!["file"]);
        var others = JsonNode.Parse(await File.ReadAllTextAsync(folder.At("study", "the_recipe-seed5", "run.json"), Token))!["teachers"]!;
        Assert.Empty(others.AsArray());
        Assert.Contains(
            "distil learn from best.safetensors (SHA-256", await File.ReadAllTextAsync(folder.At("study", "table.md"), Token),
            StringComparison.Ordinal);
        (await CommandRun.Of([.. study, "--change", "nothing"])).AssertIsBadInput("--change", "nothing");
        var other = folder.At("study", "taught-seed5", "best.safetensors");
        File.Copy(other, folder.At("other.safetensors"));
        (await CommandRun.Of([.. study, "--distil-from", folder.At("other.safetensors")]))
            .AssertIsBadInput("learnt from best.safetensors", "other.safetensors");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The same command trains anew in another folder, although it may reuse the study's runs.</summary>
    private static async Task AssertIsNotTakenOver(TemporaryFolder folder, string[] study)
    {
        var elsewhere = study.Select(word => word == folder.At("study") ? folder.At("elsewhere") : word);
        var run = await CommandRun.Of([.. elsewhere, "--reuse", folder.At("study")]);
        run.AssertIsDone();
        Assert.DoesNotContain("Taken over", run.Error, StringComparison.Ordinal);
    }

    private string[] Balancing(TemporaryFolder folder, string weights)
    {
        folder.Write("frozen.json", Samples.MicroRecipeWith(
            "\"epochs\": 1, \"parameterGroups\": [{ \"prefix\": \"encoder\", \"frozen\": true, \"frozenStatistics\": true }]"));
        return
        [
            "ablate", "balancing", "--dataset", "imagefolder", "--data", _run.Data, "--recipe", folder.At("frozen.json"),
            "--output", folder.At("study"), "--weights", weights, "--seeds", "5", "--levels", "50", "--threads", "1",
        ];
    }

    private static float[] Encoder(string checkpoint) => Tensors(checkpoint, "encoder.");

    private static float[] Head(string checkpoint) => Tensors(checkpoint, "balancer.head.");

    private static float[] Tensors(string checkpoint, string prefix)
    {
        var (tensors, _) = SafeTensors.Read(checkpoint);
        float[] values =
        [
            .. tensors.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal) && pair.Value.is_floating_point())
                .OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value.data<float>().ToArray()),
        ];
        foreach (var tensor in tensors.Values)
        {
            tensor.Dispose();
        }

        return values;
    }

    private string[] Ablate(TemporaryFolder folder, string anchors) =>
    [
        "ablate", "k", "--dataset", "imagefolder", "--data", _run.Data, "--recipe", _run.Recipe, "--output", folder.At("study"),
        "--seeds", "5", "--k", anchors, "--threads", "1",
    ];
}
