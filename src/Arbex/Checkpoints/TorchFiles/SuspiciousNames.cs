using Arbex.Checkpoints.Pickles;

namespace Arbex.Checkpoints.TorchFiles;

/// <summary>Python names that show a file to be an attack, or at least no file of weights.</summary>
/// <remarks>
/// Reading is safe without this list, since names are never followed; it lets the error say what the file would have
/// done elsewhere. It cannot be complete and need not be.
/// </remarks>
internal static class SuspiciousNames
{
    private static readonly HashSet<string> Packages = new(StringComparer.Ordinal)
    {
        "os", "posix", "nt", "posixpath", "ntpath", "subprocess", "_posixsubprocess", "sys", "shutil", "socket",
        "runpy", "importlib", "imp", "_imp", "ctypes", "_ctypes", "pty", "code", "codeop", "commands", "webbrowser",
        "platform", "multiprocessing", "threading", "asyncio", "signal", "tempfile", "io", "_io", "urllib", "http",
        "requests", "pip", "setuptools", "distutils", "timeit", "profile", "cProfile", "pdb", "bdb", "trace",
        "inspect", "types", "operator", "_operator", "functools", "pickle", "_pickle", "marshal", "shelve",
        "atexit", "gc", "ftplib", "smtplib", "telnetlib", "sqlite3", "zipimport", "pkgutil", "pydoc", "doctest",
        "test", "idlelib", "ensurepip", "venv",
    };

    private static readonly HashSet<string> DataOfBuiltins = new(StringComparer.Ordinal)
    {
        "set", "frozenset", "complex", "bytearray", "slice", "range", "xrange", "object", "list", "dict", "tuple",
        "int", "long", "float", "bool", "str", "unicode", "bytes", "type", "NotImplemented", "Ellipsis",
    };

    public static bool Contains(PickleGlobal name)
    {
        var package = name.Module.Split('.')[0];
        return package is "builtins" or "__builtin__"
            ? !DataOfBuiltins.Contains(name.Name)
            : Packages.Contains(package) || name.Module is "torch.hub" or "torch.utils.cpp_extension";
    }
}
