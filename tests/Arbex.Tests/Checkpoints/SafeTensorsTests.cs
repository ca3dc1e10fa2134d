using System.Buffers.Binary;
using System.Text;
using Arbex.Checkpoints;
using Arbex.Files;
using Arbex.Tests.Data;
using CsCheck;
using static TorchSharp.torch;

namespace Arbex.Tests.Checkpoints;

/// <summary>The container gives back what was put in, and a damaged file is one clear error, whatever the damage.</summary>
public sealed class SafeTensorsTests
{
    private const string One = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";

    [Fact]
    public void Every_kind_of_tensor_comes_back_bit_for_bit()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var path = Path.Combine(folder.FullName, "all.safetensors");
        var written = new Dictionary<string, Tensor>
        {
            ["float"] = randn(3, 4),
            ["double"] = randn(2, 2, 2, ScalarType.Float64),
            ["half"] = randn(5).to(ScalarType.Float16),
            ["brain"] = randn(5).to(ScalarType.BFloat16),
            ["counter"] = tensor(long.MaxValue),
            ["int"] = tensor(new[] { int.MinValue, 7 }),
            ["short"] = tensor(new short[] { -3, 3 }),
            ["bytes"] = tensor(new byte[] { 0, 255, 3 }),
            ["signed"] = tensor(new sbyte[] { -128, 127 }),
            ["flag"] = tensor(new[] { true, false, true }),
            ["empty"] = zeros(0, 7),
            ["scalar"] = tensor(1.5f),
            ["transposed"] = randn(3, 5).t(),
            ["nan"] = tensor(new[] { float.NaN, float.PositiveInfinity, -0.0f }),
        };
        SafeTensors.Write(path, written, new Dictionary<string, string> { ["note"] = "größer \" \\ \n ☺", ["empty"] = "" });

        var (read, metadata) = SafeTensors.Read(path);
        Assert.Equal("größer \" \\ \n ☺", metadata["note"]);
        Assert.Equal("", metadata["empty"]);
        Assert.Equal(metadata, SafeTensors.ReadMetadata(path));
        Assert.Equal(written.Keys.Order(StringComparer.Ordinal), read.Keys);
        foreach (var (name, expected) in written)
        {
            Assert.Equal(expected.dtype, read[name].dtype);
            Assert.Equal(expected.shape, read[name].shape);
            Assert.Equal(expected.contiguous().bytes.ToArray(), read[name].bytes.ToArray());
        }
    }

    [Fact]
    public void Tensors_of_any_shape_come_back()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "any.safetensors");
        Gen.Int[0, 4].Array[0, 4].Array[0, 5].Holds(
            shapes =>
            {
                var written = shapes
                    .Select((shape, index) => ($"tensor.{index}", randn([.. shape.Select(side => (long)side)])))
                    .ToDictionary(pair => pair.Item1, pair => pair.Item2);
                SafeTensors.Write(path, written, new Dictionary<string, string>());
                var (read, metadata) = SafeTensors.Read(path);
                Assert.Empty(metadata);
                Assert.Equal(written.Count, read.Count);
                Assert.All(written, pair => TensorAssert.Close(pair.Value, read[pair.Key], 0, pair.Key));
            },
            40);
    }

    [Fact]
    public void The_data_starts_at_a_multiple_of_8_as_the_format_advises()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "a.safetensors");
        for (var length = 0; length < 9; length++)
        {
            using var scope = NewDisposeScope();
            SafeTensors.Write(
                path, new Dictionary<string, Tensor> { ["a"] = zeros(1) },
                new Dictionary<string, string> { ["k"] = new string('x', length) });
            Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(File.ReadAllBytes(path)) % 8);
        }
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var path = Path.Combine(folder.FullName, "cut.safetensors");
        SafeTensors.Write(
            path, new Dictionary<string, Tensor> { ["a"] = randn(3), ["b"] = ones(2, 2, ScalarType.Int64) },
            new Dictionary<string, string> { ["k"] = "v" });
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Refused(path);
        }

        File.WriteAllBytes(path, [.. whole, 0]);
        Refused(path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json at all")]
    [InlineData("[1, 2]")]
    [InlineData("null")]
    [InlineData("3")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":5}")]
    [InlineData("{\"a\":{}}")]
    [InlineData("{\"a\":null}")]
    [InlineData("{\"__metadata__\":5}")]
    [InlineData("{\"__metadata__\":{\"k\":5}}")]
    [InlineData("{\"a\":{\"dtype\":\"F8\",\"shape\":[2],\"data_offsets\":[0,8]}}")]
    [InlineData("{\"a\":{\"dtype\":7,\"shape\":[2],\"data_offsets\":[0,8]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2.5],\"data_offsets\":[0,8]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,-8]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[-2,-1],\"data_offsets\":[0,8]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8,9]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":8}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[\"0\",\"8\"]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,16]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904],\"data_offsets\":[0,8]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[0,4611686018427387904,4611686018427387904],\"data_offsets\":[0,0]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[250000000000],\"data_offsets\":[0,1000000000000]}}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,8]}}")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[6],\"data_offsets\":[0,6]},\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]},\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}")]
    public void A_header_that_lies_is_refused_before_anything_is_allocated(string header)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "lie.safetensors");
        WriteRaw(path, header, new byte[8]);
        Refused(path);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(63)]
    [InlineData(1L << 30)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_header_length_that_lies_is_refused(long length)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "length.safetensors");
        WriteRaw(path, One, new byte[8], length);
        Refused(path);
    }

    [Fact]
    public void Bytes_at_random_are_refused()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "noise.safetensors");
        Gen.Byte.Array[0, 200].Holds(
            noise =>
            {
                File.WriteAllBytes(path, noise);
                Refused(path);
            },
            50);
    }

    [Fact]
    public void A_changed_byte_of_the_header_is_refused_or_read_but_never_another_error()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "changed.safetensors");
        Gen.Select(Gen.Int[8, 7 + One.Length], Gen.Byte).Holds(
            change =>
            {
                WriteRaw(path, One, new byte[8]);
                var bytes = File.ReadAllBytes(path);
                bytes[change.Item1] = change.Item2;
                File.WriteAllBytes(path, bytes);
                try
                {
                    Assert.Single(SafeTensors.Read(path).Tensors);
                }
                catch (CheckpointException refused)
                {
                    Assert.Contains(path, refused.Message, StringComparison.Ordinal);
                }
            },
            300);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        Refused(Path.Combine(folder.FullName, "missing.safetensors"));
        Refused(folder.FullName);
    }

    [Fact]
    public void An_interrupted_write_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var path = Path.Combine(folder.FullName, "kept.safetensors");
        SafeTensors.Write(path, new Dictionary<string, Tensor> { ["a"] = ones(3) }, new Dictionary<string, string>());
        var before = File.ReadAllBytes(path);

        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write(new byte[100]);
            throw new IOException("the disk is full");
        }));

        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.FullName));
    }

    [Fact]
    public void Reading_leaves_no_tensor_behind_where_it_fails()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullName, "lie.safetensors");
        WriteRaw(path, One, new byte[7]);
        TensorLeak.AssertNone(() => Assert.Throws<CheckpointException>(() => SafeTensors.Read(path)));
    }

    private static void Refused(string path)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<CheckpointException>(() => SafeTensors.Read(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    private static void WriteRaw(string path, string header, byte[] data, long? length = null)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var prefix = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, length ?? text.Length);
        File.WriteAllBytes(path, [.. prefix, .. text, .. data]);
    }
}
