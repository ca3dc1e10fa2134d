using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Arbex.Files;

/// <summary>
/// The file system's own record of a file: its kind and its identity. .NET offers neither. Linux answers through statx(2), whose layout is
/// the same on every processor, macOS through stat(2) with 64-bit inodes.
/// </summary>
internal static unsafe partial class NativeStatus
{
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint BasicFields = 0x7ff;
    private const int RecordBytes = 256;
    private const int KindMask = 0xf000;

    /// <summary>Reads the record at a path, links followed.</summary>
    /// <returns>False where there is nothing, or where this system cannot answer.</returns>
    public static bool TryRead(string path, out Status status)
    {
        status = default;
        var record = stackalloc byte[RecordBytes];
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            if (OperatingSystem.IsLinux())
            {
                return statx(CurrentFolder, path, 0, BasicFields, record) == 0 && FromLinux(record, out status);
            }

            if (OperatingSystem.IsMacOS())
            {
                return stat(path, record) == 0 && FromMac(record, out status);
            }
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            // An older or another C library: callers fall back to what .NET knows.
        }

        return false;
    }

    /// <summary>Reads the record of an open file.</summary>
    /// <returns>False where this system cannot answer.</returns>
    public static bool TryRead(SafeFileHandle handle, out Status status)
    {
        status = default;
        var record = stackalloc byte[RecordBytes];
        var added = false;
        try
        {
            handle.DangerousAddRef(ref added);
            var descriptor = (int)handle.DangerousGetHandle();
            if (OperatingSystem.IsLinux())
            {
                return statx(descriptor, "", EmptyPath, BasicFields, record) == 0 && FromLinux(record, out status);
            }

            if (OperatingSystem.IsMacOS())
            {
                return fstat(descriptor, record) == 0 && FromMac(record, out status);
            }
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            // As above.
        }
        finally
        {
            if (added)
            {
                handle.DangerousRelease();
            }
        }

        return false;
    }

    private static bool FromLinux(byte* record, out Status status)
    {
        status = new(
            Kind(*(ushort*)(record + 28)),
            ((ulong)*(uint*)(record + 136) << 32) | *(uint*)(record + 140),
            *(ulong*)(record + 32));
        return true;
    }

    private static bool FromMac(byte* record, out Status status)
    {
        status = new(Kind(*(ushort*)(record + 4)), *(uint*)record, *(ulong*)(record + 8));
        return true;
    }

    private static FileKind Kind(ushort mode) => (mode & KindMask) switch
    {
        0x1000 => FileKind.Pipe,
        0x2000 or 0x6000 => FileKind.Device,
        0x4000 => FileKind.Folder,
        0xc000 => FileKind.Socket,
        _ => FileKind.Regular,
    };

    [LibraryImport("libc.so.6", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int statx(int folder, string path, int flags, uint mask, byte* record);

    [LibraryImport("libSystem.dylib", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int stat(string path, byte* record);

    [LibraryImport("libSystem.dylib")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int fstat(int descriptor, byte* record);

    /// <summary>What the record says.</summary>
    public readonly record struct Status(FileKind Kind, ulong Device, ulong Node);
}
