using Arbex.Cli.Datasets;
using Arbex.Data.Generated;
using Arbex.Training;

namespace Arbex.Cli.Demo;

/// <summary>The demo's recipe and faces: the repository's recipes/demo.json and recipes/demo-faces.json, built in.</summary>
internal static class DemoSettings
{
    private const string RecipeName = "demo.json";
    private const string FacesName = "demo-faces.json";

    public static Recipe Recipe() => RecipeFile.Parse(Read(RecipeName), RecipeName);

    public static GeneratedFaceOptions Faces() => GeneratedFaces.Parse(Read(FacesName), FacesName);

    private static string Read(string name)
    {
        using var stream = typeof(DemoSettings).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
