namespace Arbex.Testing;

/// <summary>Deletes the folders of tests.</summary>
internal static class TestFolder
{
    private const int Tries = 50;

    /// <summary>
    /// Deletes a folder with all it holds. What cannot be deleted stays, with a warning: an exception here would take the place of the
    /// test's own.
    /// </summary>
    public static void Delete(string path)
    {
        for (var left = Tries; Directory.Exists(path); left--)
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                if (left == 0)
                {
                    TestContext.Current.AddWarning($"'{path}' could not be deleted: {error.Message}");
                    return;
                }

                Thread.Sleep(100); // something may still be closing a file in it
            }
        }
    }
}
