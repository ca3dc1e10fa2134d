using System.Text.RegularExpressions;
using System.Xml.Linq;
using Arbex.Data;
using Arbex.Evaluation;
using Arbex.Evaluation.Report;

namespace Arbex.Tests.Evaluation.Report;

public sealed partial class EvaluationReportTests
{
    private static readonly string Html = EvaluationReport.Create(ReportSamples.Input()).ToHtml();

    private static readonly XElement Page = XDocument.Parse(Html).Root!;

    [Fact]
    public void The_page_is_well_formed_and_has_all_sections_that_its_menu_names()
    {
        Assert.StartsWith("<!DOCTYPE html>", Html, StringComparison.Ordinal);
        Assert.Equal(
            ReportSamples.Sections, Page.Descendants("section").Select(section => section.Attribute("id")!.Value));
        Assert.Equal(
            ReportSamples.Sections.Select(id => $"#{id}"),
            Page.Descendants("nav").Single().Elements("a").Select(link => link.Attribute("href")!.Value));
        Assert.All(Page.Descendants("section"), section => Assert.NotEmpty(section.Elements("h2").Single().Value));
    }

    [Fact]
    public void The_page_needs_nothing_else()
    {
        Assert.DoesNotMatch(@"(?i)https?:|url\(|@import|<script|<link|<iframe|<object|javascript:|\son\w+=", Html);
        Assert.All(
            Page.DescendantsAndSelf().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href"),
            attribute => Assert.Matches("^(#|data:image/png;base64,)", attribute.Value));
        Assert.Contains(
            "default-src 'none'", Page.Descendants("meta").Last().Attribute("content")!.Value,
            StringComparison.Ordinal);
        var entries = References().Matches(Html).Select(match => match.Value).Distinct();
        Assert.All(entries, entry => Assert.Matches("^&(lt|gt|amp|quot|#[0-9]+);$", entry));
    }

    [Fact]
    public void Names_of_classes_and_datasets_never_become_markup()
    {
        const string Script = "<script>alert('x')</script>";
        string[] classes = [Script, "\"><img src=x onerror=alert(1)>", "a\u0007&b"];
        var html = EvaluationReport.Create(ReportSamples.Input(classes)).ToHtml();

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u0007', html);
        var page = XDocument.Parse(html).Root!;
        Assert.Contains(page.Descendants("th"), cell => cell.Value == Script);
        Assert.Equal("Evaluation on Invented <faces>", page.Descendants("h1").Single().Value);
    }

    [Fact]
    public void Numbers_are_those_of_the_document()
    {
        var document = ReportSamples.Input().Document;
        var accuracy = Page.Descendants("div").First(div => Style(div) == "tile");
        Assert.Contains($"{100 * document.Final.Accuracy:f1}\u00A0%", accuracy.Value, StringComparison.Ordinal);
        Assert.Contains($"{100 * document.Intervals!.Final.Accuracy.Low:f1}", accuracy.Value, StringComparison.Ordinal);
        Assert.All(
            MetricCatalog.All, metric => Assert.Contains(Page.Descendants("th"), cell => cell.Value == metric.Title));
        Assert.Contains(
            $"{document.Correction!.Fixed} wrong ones became right", Section("balancing").Value,
            StringComparison.Ordinal);
        Assert.Contains(
            $"{document.Embeddings!.DaviesBouldin:f3}", Section("embedding").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_was_chosen_on_the_evaluated_part_has_a_warning_above_its_numbers()
    {
        var warning = Page.Descendants("div").Single(div => Style(div) == "warning");
        Assert.Contains("chosen by its accuracy on the valid part", warning.Value, StringComparison.Ordinal);
        Assert.True(warning.IsBefore(Section("numbers")));

        var input = ReportSamples.Input();
        var fair = EvaluationReport.Create(input with { Document = input.Document with { Split = DataSplit.Test } });
        Assert.DoesNotContain("class=\"warning\"", fair.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_origin_tells_seed_selection_parts_and_groups()
    {
        var origin = Section("origin").Value;
        string[] facts =
            ["4711", "Epoch 3 of 1000", "best accuracy on the valid part", "torchSharp", "arbex evaluate --model"];
        Assert.All(facts, fact => Assert.Contains(fact, origin, StringComparison.Ordinal));
        Assert.Contains("20 videos or subjects; 6 of them are also in another part", origin, StringComparison.Ordinal);
        Assert.Contains(
            "\"batchSize\": 64", Section("origin").Descendants("pre").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Faces_are_shrunk_into_the_page_and_one_that_has_gone_is_said_to_be()
    {
        var input = ReportSamples.Input();
        var page = XDocument.Parse(EvaluationReport.Create(
            input with { Options = input.Options with { Faces = 40 } }).ToHtml()).Root!;
        var faces = page.Descendants("img").ToArray();
        Assert.NotEmpty(faces);
        Assert.All(faces, face =>
        {
            var bytes = Convert.FromBase64String(face.Attribute("src")!.Value.Split(',')[1]);
            var image = Imaging.ImageDecoder.Decode(bytes, "face");
            Assert.Equal((96, 48), (image.Width, image.Height));
        });
        Assert.Contains(page.Descendants("div"), div => Style(div) == "portrait missing");
    }

    [Fact]
    public void Equal_inputs_give_equal_pages() =>
        Assert.Equal(Html, EvaluationReport.Create(ReportSamples.Input()).ToHtml());

    [Fact]
    public void A_model_without_balancing_embeddings_or_a_run_has_a_shorter_report()
    {
        var input = ReportSamples.Input(balances: false);
        var predictions = input.Predictions with { Embeddings = null };
        var document = input.Document with { Embeddings = null, Intervals = null };
        var report = EvaluationReport.Create(input with
        {
            Predictions = predictions,
            Document = document,
            Epochs = [],
            Info = input.Info with { Recipe = null, TrainedOn = null },
        });

        var page = XDocument.Parse(report.ToHtml()).Root!;
        Assert.Equal(
            ReportSamples.Sections.Except(["balancing", "embedding", "training"]),
            page.Descendants("section").Select(section => section.Attribute("id")!.Value));
        Assert.Equal(
            ["confusion.png", "reliability-final.png", "risk-coverage.png", "mistakes.png"],
            report.Pictures().Select(picture => picture.Name));
    }

    [Fact]
    public void The_pictures_are_those_of_the_page()
    {
        var pictures = EvaluationReport.Create(ReportSamples.Input()).Pictures().ToArray();
        Assert.Equal(
            [
                "confusion.png", "reliability-final.png", "reliability-primary.png", "risk-coverage.png",
                "embedding.png", "training-accuracy.png", "training-loss.png", "mistakes.png",
                "balancing-fixed.png", "balancing-broken.png", "balancing-moved.png",
            ],
            pictures.Select(picture => picture.Name));
        Assert.All(pictures, picture => Assert.True(picture.Picture.Pixels.Distinct().Count() > 20, picture.Name));
    }

    private static XElement Section(string id) =>
        Page.Descendants("section").Single(section => section.Attribute("id")!.Value == id);

    private static string? Style(XElement element) => element.Attribute("class")?.Value;

    [GeneratedRegex("&[^;]{0,12};?")]
    private static partial Regex References();
}
