using System;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies a 64-bit little-endian ELF library and sets VER_FLG_WEAK on one symbol version that it requires,
/// so that the loader accepts a libstdc++ without that version. Two bytes change; the size stays.
/// </summary>
/// <remarks>
/// Layout (System V ABI, Linux Standard Base "Symbol Versioning"): section type SHT_GNU_verneed holds a list of
/// Elf64_Verneed (vn_version 2, vn_cnt 2, vn_file 4, vn_aux 4, vn_next 4), each with a list of Elf64_Vernaux
/// (vna_hash 4, vna_flags 2, vna_other 2, vna_name 4, vna_next 4); names lie in the section's linked string table.
/// </remarks>
public sealed class WeakenSymbolVersion : Task
{
    private const uint SectionTypeVersionNeed = 0x6ffffffe;
    private const ushort FlagWeak = 0x2;

    [Required]
    public ITaskItem[] Source { get; set; }

    [Required]
    public string Destination { get; set; }

    [Required]
    public string Library { get; set; }

    [Required]
    public string Version { get; set; }

    public override bool Execute()
    {
        var source = Source.Select(item => item.ItemSpec).Distinct().ToArray();
        if (source.Length != 1)
        {
            Log.LogError("Found {0} different copies of libLibTorchSharp.so ({1}), expected one. Reference one version of TorchSharp.", source.Length, string.Join(", ", source));
            return false;
        }

        var wanted = File.GetLastWriteTimeUtc(source[0]);
        if (File.Exists(Destination) && File.GetLastWriteTimeUtc(Destination) == wanted
            && new FileInfo(Destination).Length == new FileInfo(source[0]).Length)
        {
            return true;
        }

        var bytes = File.ReadAllBytes(source[0]);
        string problem = Weaken(bytes);
        if (problem != null)
        {
            // A TorchSharp built otherwise may need no change at all: pass its file on as it is and say so.
            Log.LogWarning("'{0}' was left unchanged: {1}. Expected a 64-bit ELF library that requires {2} of {3}. If it loads, set ArbexPatchesLibTorchSharp=false to silence this.", source[0], problem, Version, Library);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Destination)));
        var temporary = Destination + "." + Guid.NewGuid().ToString("N");
        File.WriteAllBytes(temporary, bytes);
        File.SetLastWriteTimeUtc(temporary, wanted);
        // Replacing the name, not the contents, leaves every hard link to the old file as it was.
        if (File.Exists(Destination))
        {
            File.Delete(Destination);
        }

        File.Move(temporary, Destination);
        return true;
    }

    /// <returns>null when the flag is set now, else why it could not be set.</returns>
    private string Weaken(byte[] elf)
    {
        if (elf.Length < 64 || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F' || elf[4] != 2 || elf[5] != 1)
        {
            return "it is no 64-bit little-endian ELF file";
        }

        try
        {
            var sections = checked((int)BitConverter.ToUInt64(elf, 0x28));
            int entrySize = BitConverter.ToUInt16(elf, 0x3a), count = BitConverter.ToUInt16(elf, 0x3c);
            for (var i = 0; i < count; i++)
            {
                var header = sections + (i * entrySize);
                if (BitConverter.ToUInt32(elf, header + 4) != SectionTypeVersionNeed)
                {
                    continue;
                }

                var start = checked((int)BitConverter.ToUInt64(elf, header + 0x18));
                var needs = (int)BitConverter.ToUInt32(elf, header + 0x2c);
                var linked = sections + ((int)BitConverter.ToUInt32(elf, header + 0x28) * entrySize);
                var names = checked((int)BitConverter.ToUInt64(elf, linked + 0x18));
                return WeakenNeed(elf, start, needs, names);
            }
        }
        catch (Exception damaged) when (damaged is ArgumentException || damaged is OverflowException || damaged is IndexOutOfRangeException)
        {
            return "its section table points outside the file";
        }

        return "it has no table of required versions";
    }

    private string WeakenNeed(byte[] elf, int start, int needs, int names)
    {
        var need = start;
        for (var i = 0; i < needs; i++)
        {
            if (TextAt(elf, names + (int)BitConverter.ToUInt32(elf, need + 4)) == Library)
            {
                int entries = BitConverter.ToUInt16(elf, need + 2), entry = need + (int)BitConverter.ToUInt32(elf, need + 8);
                for (var j = 0; j < entries; j++)
                {
                    if (TextAt(elf, names + (int)BitConverter.ToUInt32(elf, entry + 8)) == Version)
                    {
                        elf[entry + 4] |= (byte)FlagWeak;
                        return null;
                    }

                    entry += (int)BitConverter.ToUInt32(elf, entry + 12);
                }
            }

            need += (int)BitConverter.ToUInt32(elf, need + 12);
        }

        return "it does not require " + Version + " of " + Library;
    }

    private static string TextAt(byte[] elf, int offset)
    {
        var end = Array.IndexOf(elf, (byte)0, offset);
        return Encoding.ASCII.GetString(elf, offset, end - offset);
    }
}
