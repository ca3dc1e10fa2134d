using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Arbex.Tests.Docs;

/// <summary>What holds for every project of this repository.</summary>
public sealed partial class ProjectFileTests
{
    private static readonly string[] Folders = ["src", "tests", "samples", "bench"];

    private static string[] Projects { get; } =
    [
        .. Folders.SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(Repository.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal),
    ];

    private static string[] BuildFiles { get; } =
    [
        .. Projects, .. Directory.EnumerateFiles(Repository.Root, "*.props"), .. Directory.EnumerateFiles(Repository.Root, "*.targets"),
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "eng"), "*.targets"),
    ];

    [Fact]
    public void Every_project_is_part_of_the_solution()
    {
        var solution = Text("Arbex.slnx");
        Assert.All(Projects, project => Assert.Contains($"\"{Relative(project)}\"", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Versions_of_packages_are_exact_and_stand_in_one_place()
    {
        var versions = XDocument.Load(At("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(version => version.Attribute("Include")!.Value, version => version.Attribute("Version")!.Value);
        Assert.All(versions, version => Assert.Matches(@"^\d+(\.\d+)+$", version.Value));
        foreach (var file in BuildFiles)
        {
            foreach (var reference in XDocument.Load(file).Descendants("PackageReference"))
            {
                var (name, where) = (reference.Attribute("Include")?.Value, Relative(file));
                Assert.True(name is not null && versions.ContainsKey(name), $"{where}: {name} has no central version");
                Assert.True(
                    !reference.Attributes().Select(attribute => attribute.Name.LocalName)
                        .Concat(reference.Elements().Select(element => element.Name.LocalName))
                        .Any(part => part is "Version" or "VersionOverride"),
                    $"{where}: {name} has a version of its own");
            }
        }
    }

    [Fact]
    public void What_each_project_brings_along_is_locked() =>
        Assert.All(Projects, project => Assert.True(
            File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")),
            $"{Relative(project)} has no packages.lock.json; run 'dotnet restore' and commit it"));

    [Fact]
    public void Nothing_is_built_or_published_through_links_by_default() =>
        Assert.All(BuildFiles, file => Assert.DoesNotContain("LinksFor", File.ReadAllText(file), StringComparison.Ordinal));

    [Fact]
    public void Each_package_packs_its_licenses_and_a_readme_and_is_looked_at()
    {
        var verified = VerifiedLibraries().Match(Text("eng/verify-packages.sh")).Groups[1].Value.Split(' ');
        var packed = XDocument.Load(At("eng/Notices.targets")).Root!.Elements("ItemGroup")
            .Where(group => group.Attribute("Condition")?.Value == "'$(IsPackable)' == 'true'").Elements("None")
            .Where(item => item.Attribute("Pack")?.Value == "true").Select(item => Path.GetFileName(item.Attribute("Include")!.Value));
        Assert.Contains("eng/Notices.targets", Text("Directory.Build.targets"), StringComparison.Ordinal);
        Assert.Equal(["LICENSE", "README.md", "THIRD-PARTY-NOTICES.md"], packed.Order(StringComparer.Ordinal));

        var packable = Projects
            .Where(project => XDocument.Load(project).Descendants("IsPackable").Any(value => value.Value == "true")).ToArray();
        Assert.Equal(packable.Select(Path.GetFileNameWithoutExtension).Order(), verified.Order());
        Assert.All(packable, project => Assert.True(
            File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "README.md")), $"{Relative(project)} has no README.md beside it"));
    }

    [Fact]
    public void Every_package_of_the_program_is_named_with_its_version_and_license()
    {
        var rows = Text("THIRD-PARTY-NOTICES.md").Split('\n').Where(line => line.StartsWith('|')).ToArray();
        using var locked = JsonDocument.Parse(Text("src/Arbex.Cli/packages.lock.json"));
        var packages = locked.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(target => target.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() != "Project").ToArray();
        Assert.InRange(packages.Length, 20, 200);
        Assert.All(packages, package =>
        {
            var version = package.Value.GetProperty("resolved").GetString();
            Assert.True(
                rows.Any(row => row.Contains($"| {version} |", StringComparison.Ordinal)
                    && Regex.IsMatch(row, $@"[\[`]{Regex.Escape(package.Name)}[\]`]")),
                $"THIRD-PARTY-NOTICES.md has no row that names {package.Name} {version}");
        });
    }

    [Fact]
    public void The_readme_and_the_checks_call_the_tests_alike()
    {
        var command = TestCommand().Match(Text("README.md")).Value.TrimEnd();
        Assert.NotEmpty(command);
        Assert.Contains($"\n{command} 2>&1 | tee", Text(".ci/run"), StringComparison.Ordinal);
    }

    private static string At(string path) => Path.Combine(Repository.Root, path);

    private static string Text(string path) => File.ReadAllText(At(path)).ReplaceLineEndings("\n");

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');

    [GeneratedRegex(@"libraries=\(([^)]*)\)")]
    private static partial Regex VerifiedLibraries();

    [GeneratedRegex("^dotnet test[^#\n]*", RegexOptions.Multiline)]
    private static partial Regex TestCommand();
}
