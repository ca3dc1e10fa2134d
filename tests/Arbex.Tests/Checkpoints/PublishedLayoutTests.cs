using Arbex.Checkpoints;
using Arbex.Networks;
using Arbex.Reliability;

namespace Arbex.Tests.Checkpoints;

/// <summary>Every published key has exactly one place here, of the same shape, or a stated reason why it has none.</summary>
public sealed class PublishedLayoutTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void Every_key_of_POSTER_plus_plus_has_its_place(int classes)
    {
        using var network = new ArbexNet(ArbexOptions.PosterPlusPlus, classes);
        FitsExactly(PublishedLayouts.PosterPlusPlus, $"posterpp_{classes}.csv", network, key => true);
    }

    [Fact]
    public void Every_key_of_the_published_ARBEx_encoder_has_its_place()
    {
        using var network = new ArbexNet(ArbexOptions.Paper, 8);
        FitsExactly(
            PublishedLayouts.ArbexEncoder, "arbex_vit.csv", network,
            key => key.StartsWith("encoder.", StringComparison.Ordinal));
    }

    [Fact]
    public void Both_tables_agree_on_tensors_that_the_two_papers_share()
    {
        foreach (var line in File.ReadLines(GoldenFile.PathOf("keys/arbex_vit_to_posterpp_map.csv")).Skip(1))
        {
            var cells = line.Split(',');
            Assert.Equal(PublishedLayouts.PosterPlusPlus.Map(cells[1]).Key, PublishedLayouts.ArbexEncoder.Map(cells[0]).Key);
        }
    }

    [Fact]
    public void The_paper_size_classifier_and_attention_have_their_place()
    {
        var options = ArbexOptions.Paper.Reliability with { AttentionMode = AttentionMode.SingleToken, AttentionHeads = 8 };
        using var balancer = new ReliabilityBalancer(options, 768, 8);
        HasAll(balancer, "arbex_classifier_paper_128_64_64.csv");
        HasAll(balancer, "arbex_self_attn_128_k10_h8.csv");
    }

    [Fact]
    public void The_published_codes_own_sizes_have_their_place()
    {
        var options = new ReliabilityOptions
        {
            Reduction = 0,
            HeadWidths = [384, 192, 96],
            AnchorsPerClass = 1,
            AnchorStart = AnchorStart.Zero,
            AttentionMode = AttentionMode.CrossBatch,
            AttentionHeads = 1,
        };
        using var balancer = new ReliabilityBalancer(options, 768, 8);
        HasAll(balancer, "arbex_anchors_code_default.csv");
        HasAll(balancer, "arbex_self_attn_code_default.csv");
    }

    [Theory]
    [InlineData("something.else")]
    [InlineData("fc.weight")]
    public void A_foreign_key_is_neither_mapped_nor_excused(string key)
    {
        Assert.Equal(default, PublishedLayouts.PosterPlusPlus.Map(key));
        Assert.Equal(default, PublishedLayouts.ArbexEncoder.Map(key));
    }

    private static void HasAll(ReliabilityBalancer balancer, string file)
    {
        var ours = balancer.state_dict();
        foreach (var (key, shape, _) in PublishedKeys.Read(file))
        {
            var mapped = PublishedLayouts.ArbexBalancing.Map(key).Key;
            Assert.StartsWith("balancer.", mapped, StringComparison.Ordinal);
            Assert.Equal(shape, ours[mapped!["balancer.".Length..]].shape);
        }
    }

    private static void FitsExactly(PublishedLayout layout, string file, ArbexNet network, Func<string, bool> covered)
    {
        var ours = network.state_dict();
        var open = ours.Keys.Where(covered).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, shape, _) in PublishedKeys.Read(file))
        {
            var (own, reason) = layout.Map(key);
            if (own is null)
            {
                Assert.True(reason is not null, $"{key} has no place and no reason");
                continue;
            }

            Assert.True(open.Remove(own), $"{key} -> {own}, which does not exist or is taken");
            Assert.Equal(shape, ours[own].shape);
        }

        Assert.Empty(open);
    }
}
