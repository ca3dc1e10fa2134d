using TorchSharp;
Console.WriteLine(torch.rand(3, 3).sum().item<float>());
