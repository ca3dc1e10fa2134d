using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Arbex.Data;

/// <summary>A number that two lists of samples share where they are the same: ids, parts, groups and labels, in order. Pictures are not
/// looked at.</summary>
public static class SampleFingerprint
{
    /// <summary>The fingerprint as 32 hexadecimal digits (XXH128).</summary>
    /// <param name="samples">A dataset's samples.</param>
    public static string Of(SampleIndex samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var hash = new XxHash128();
        for (var i = 0; i < samples.Count; i++)
        {
            hash.Append(Encoding.UTF8.GetBytes(samples.IdOf(i)));
            hash.Append(MemoryMarshal.AsBytes<int>([(int)samples.SplitOf(i), samples.GroupOf(i)])); // also ends the id
            hash.Append(MemoryMarshal.AsBytes(samples.DistributionOf(i).AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
