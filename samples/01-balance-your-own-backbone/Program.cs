// Reliability balancing on a backbone that is not Arbex's: any Module<Tensor, Tensor> that gives [B, W] will do.
// Three clouds of points in the plane are the classes; a two-layer network is the backbone.
using Arbex.Losses;
using Arbex.Reliability;
using Arbex.Training;
using static TorchSharp.torch;

const int classes = 3;
Seeding.Start(7);
using var all = NewDisposeScope();
var centres = tensor(new float[,] { { 0, 2 }, { 2, -1 }, { -2, -1 } });
var labels = tensor([.. Enumerable.Range(0, 90).Select(i => (long)(i % classes))]);  // [B]
var points = centres.index_select(0, labels).sub(rand(90, 2));                  // [B, 2]
var targets = nn.functional.one_hot(labels, classes).to(ScalarType.Float32);    // [B, N]

using var backbone = nn.Sequential(("hidden", nn.Linear(2, 16)), ("relu", nn.ReLU()));
using var balancer = new ReliabilityBalancer(
    new ReliabilityOptions { Reduction = 0, HeadWidths = [8], AnchorsPerClass = 2, AttentionTokens = 4, AttentionHeads = 2 },
    width: 16, classes);
using var optimizer = new AdamOptimizer([.. backbone.parameters(), .. balancer.parameters()]);

for (var step = 0; step < 100; step++)
{
    using var scope = NewDisposeScope();                                        // frees the step's tensors
    var output = balancer.call(backbone.call(points));
    var loss = ReliabilityLoss.Compute(output, balancer.Anchors, targets, new LossOptions());
    optimizer.ZeroGradients();
    loss.Total.backward();
    optimizer.Step(0.02);
}

balancer.eval();
var answer = balancer.call(backbone.call(points));
Console.WriteLine($"primary  {(answer.Primary.argmax(-1) == labels).sum().item<long>()} of 90 right");
Console.WriteLine($"balanced {(answer.Final.argmax(-1) == labels).sum().item<long>()} of 90 right");
Console.WriteLine($"mean confidence of the primary answer {answer.PrimaryConfidence.mean().item<float>():f3}");
