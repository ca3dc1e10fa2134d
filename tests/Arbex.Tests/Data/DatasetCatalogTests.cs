using Arbex.Data;

namespace Arbex.Tests.Data;

public sealed class DatasetCatalogTests
{
    [Fact]
    public void Every_kind_has_a_name_of_its_own_a_title_and_a_sentence_about_its_folder()
    {
        Assert.All(DatasetCatalog.Kinds, kind =>
        {
            Assert.Matches("^[a-z0-9]+$", kind.Name);
            Assert.Same(kind, DatasetCatalog.Find(kind.Name));
            Assert.InRange(kind.Title.Length, 4, 60);
            Assert.StartsWith("Expected ", kind.Expected);
            Assert.EndsWith(".", kind.Expected);
        });
        Assert.Equal(DatasetCatalog.Kinds.Length, DatasetCatalog.Kinds.Select(kind => kind.Name).Distinct().Count());
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        var message = Assert.Throws<ArbexException>(() => DatasetCatalog.Find("cifar")).Message;
        Assert.Contains("'cifar'", message);
        Assert.All(DatasetCatalog.Kinds, kind => Assert.Contains(kind.Name, message));
    }

    [Fact]
    public void Every_kind_names_a_folder_that_does_not_exist_or_does_not_fit()
    {
        using var folder = new TemporaryFolder();
        foreach (var kind in DatasetCatalog.Kinds)
        {
            var nowhere = Path.Combine(folder.FullName, "nowhere");
            Assert.Contains(nowhere, Refusal(kind.Name, nowhere));
            Assert.Contains(folder.FullName, Refusal(kind.Name, folder.FullName));
        }
    }

    private static string Refusal(string kind, string root) =>
        Assert.Throws<DatasetFormatException>(() => DatasetCatalog.Open(kind, root)).Message;
}
