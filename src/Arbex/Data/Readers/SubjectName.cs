namespace Arbex.Data.Readers;

/// <summary>The subject in CK+ file names such as S010_004_00000017.png.</summary>
internal static class SubjectName
{
    /// <summary>The characters before the first underscore; null where the name has another form.</summary>
    public static string? Of(string file) =>
        file.IndexOf('_') is var end && end > 1 && file[0] is 'S' or 's' && file.AsSpan(1, end - 1).IndexOfAnyExceptInRange('0', '9') < 0
            ? file[..end].ToUpperInvariant()
            : null;
}
