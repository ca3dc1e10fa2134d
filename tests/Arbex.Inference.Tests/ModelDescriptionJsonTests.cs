using System.Text.Json.Nodes;
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

    [Theory]
    [InlineData("labels", "[\"calm\",null]", "names that differ")]
    [InlineData("labels", "[\"calm\",\"gl\\u001bad\"]", "U+001B")]
    [InlineData("labels", "[\"calm\",\"gl\\nad\"]", "U+000A")]
    [InlineData("licence", "\"a \\u0007 b\"", "U+0007")]
    [InlineData("trainedOn", "\"\\u001b]0;owned\\u0007\"", "U+001B")]
    [InlineData("selectedOn", "\"\\u009b2J\"", "U+009B")]
    [InlineData("versions", "{\"arbex\":null}", "no version of 'arbex'")]
    [InlineData("metrics", "{\"final.accuracy\":1e999}", "final.accuracy")]
    [InlineData("metrics", "{\"final.accuracy\":null}", "metrics")]
    [InlineData("precision", "7", "precision 7")]
    [InlineData("calibration", "{\"temperature\":1,\"measuredOn\":\"c\",\"samples\":1,\"points\":[null]}", "point of risk null")]
    [InlineData("calibration", "{\"temperature\":1,\"measuredOn\":\"c\",\"samples\":1,\"points\":null}", "points")]
    [InlineData("calibration", "{\"temperature\":1,\"measuredOn\":null,\"samples\":1}", "measuredOn")]
    [InlineData("calibration", "{\"temperature\":1,\"measuredOn\":\"c\",\"samples\":-1}", "-1 faces")]
    [InlineData(
        "calibration",
        "{\"temperature\":1,\"measuredOn\":\"c\",\"samples\":1,\"points\":[{\"threshold\":1e999,\"coverage\":1,\"risk\":0,\"riskBound\":0}]}",
        "point of risk")]
    public void What_cannot_be_is_refused_by_name(string member, string value, string words)
    {
        var json = JsonNode.Parse(ModelDescriptionJson.Write(Full))!.AsObject();
        json[member] = JsonNode.Parse("0");
        var text = json.ToJsonString().Replace($"\"{member}\":0", $"\"{member}\":{value}", StringComparison.Ordinal);

        var refused = Assert.Throws<ArbexException>(() => ModelDescriptionJson.Read(text, "model.onnx"));

        Assert.Contains("model.onnx", refused.Message, StringComparison.Ordinal);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_have_a_length_that_can_be_shown()
    {
        Refused(Full with { Labels = [new string('x', DescriptionCheck.LongestLabel + 1), "glad"] });
        Refused(Full with { TrainedOn = new string('x', DescriptionCheck.LongestText + 1) });
        Read(Full with { Licence = "Some terms,\r\n\tin two lines: \u8868\u60c5 \ud83d\ude00", Labels = ["\u559c", "très content"] });

        static void Refused(ModelDescription description) =>
            Assert.Contains("at most", Assert.Throws<ArbexException>(() => Read(description)).Message, StringComparison.Ordinal);

        static ModelDescription Read(ModelDescription description) =>
            ModelDescriptionJson.Read(ModelDescriptionJson.Write(description), "model.onnx");
    }

    [Fact]
    public void Lists_that_are_left_out_are_empty()
    {
        var read = ModelDescriptionJson.Read(
            """
            {"format":1,"name":"a","labels":["b"],"calibration":{"temperature":1,"measuredOn":"c","samples":1},
             "preprocessing":{"inputSize":48,"mean":[0,0,0],"standardDeviation":[1,1,1]}}
            """,
            "model.onnx");

        Assert.Empty(read.Calibration!.Points);
        Assert.Empty(read.Metrics);
        Assert.Empty(read.Versions);
        Assert.Contains(
            "nothing was measured", Assert.Throws<ArbexException>(() => Abstention.Threshold(read, 0.1)).Message,
            StringComparison.Ordinal);
    }
}
