using Arbex.Imaging;

namespace Arbex.Inference.Tests;

public sealed class ModelDescriptionJsonTests
{
    private static ModelDescription Full => new()
    {
        Name = "small",
        Labels = ["calm", "glad"],
        Preprocessing = new FacePreprocessing { InputSize = 48 },
        Precision = ModelPrecision.Quantized,
        Licence = "MIT",
        TrainedOn = "faces",
        Epoch = 3,
        Calibration = new ConfidenceCalibration
        {
            Temperature = 1.25,
            MeasuredOn = "faces, valid",
            Samples = 10,
            Points = [new RiskPoint(0.9, 0.5, 0.1, 0.2)],
        },
    };

    [Fact]
    public void A_description_is_read_back_as_it_was_written()
    {
        var read = ModelDescriptionJson.Read(ModelDescriptionJson.Write(Full), "model.onnx");

        Assert.Equal(Full.Labels, read.Labels);
        Assert.Equal(Full.Preprocessing, read.Preprocessing);
        Assert.Equal(Full.Precision, read.Precision);
        Assert.Equal(Full.Calibration!.Points, read.Calibration!.Points);
        Assert.Equal(ModelDescriptionJson.Write(Full), ModelDescriptionJson.Write(read));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"format":2,"name":"a","labels":["b"],"preprocessing":{}}""")]
    [InlineData("""{"format":1,"name":"a","labels":[],"preprocessing":{}}""")]
    [InlineData("""{"format":1,"name":"a","labels":["b"],"preprocessing":{"inputSize":1}}""")]
    [InlineData("""{"format":1,"name":"a","labels":["b"],"preprocessing":null}""")]
    [InlineData("""{"format":1,"name":null,"labels":["b"],"preprocessing":{}}""")]
    [InlineData("""{"name":"a","labels":["b"],"preprocessing":{},"calibration":{"measuredOn":"c","samples":1,"temperature":0}}""")]
    public void What_is_no_description_is_refused(string json) =>
        Assert.Throws<ArbexException>(() => ModelDescriptionJson.Read(json, "model.onnx"));
}
