using System;
using System.IO;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies files to a place that several projects share, each under a name of its own first, so that projects that are built side by
/// side never see half a file.
/// </summary>
public sealed class CopyOnce : Task
{
    [Required]
    public ITaskItem[] Source { get; set; }

    [Required]
    public string[] Destination { get; set; }

    public override bool Execute()
    {
        for (var i = 0; i < Source.Length; i++)
        {
            Copy(Source[i].ItemSpec, Destination[i]);
        }

        return true;
    }

    private static void Copy(string source, string destination)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(destination));
        var temporary = destination + "." + Guid.NewGuid().ToString("N");
        try
        {
            File.Copy(source, temporary);
            if (IsSame(source, destination))
            {
                return; // another project was faster
            }

            // Replacing the name, not the contents, leaves every hard link to the old file as it was.
            File.Delete(destination);
            File.Move(temporary, destination);
        }
        catch (IOException) when (IsSame(source, destination))
        {
            // another project was faster
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static bool IsSame(string source, string destination) =>
        File.Exists(destination)
        && new FileInfo(destination).Length == new FileInfo(source).Length
        && File.GetLastWriteTimeUtc(destination) == File.GetLastWriteTimeUtc(source);
}
