using Google.Protobuf;

namespace Arbex.Inference.Onnx;

/// <summary>A field of a protocol buffer: where it lies in the file. Its content is looked at only when asked for, and never
/// copied whole.</summary>
/// <param name="File">The whole file.</param>
/// <param name="Field">Its number.</param>
/// <param name="Wire">How its content is written.</param>
/// <param name="Start">Where its content starts, behind the length.</param>
/// <param name="Length">Bytes of its content.</param>
internal readonly record struct FilePart(byte[] File, int Field, WireFormat.WireType Wire, int Start, int Length)
{
    /// <summary>The fields of a whole file.</summary>
    public static IEnumerable<FilePart> Of(byte[] file) =>
        new FilePart(file, 0, WireFormat.WireType.LengthDelimited, 0, file.Length).Parts();

    /// <summary>An error for a field that has no business where it stands.</summary>
    public static RefusedModelException Unexpected(string owner, int field) => new(
        $"{owner} has the field {field} of ONNX's format twice or where Arbex does not expect it", "what 'arbex export' writes");

    /// <summary>The content.</summary>
    public ReadOnlySpan<byte> Content => File.AsSpan(Start, Length);

    /// <summary>The fields inside this one.</summary>
    public IEnumerable<FilePart> Parts()
    {
        RequireContent();
        // The stream counts its position from the beginning of the array or of its part of it.
        var stream = new CodedInputStream(File, Start, Length);
        var origin = Start - (int)stream.Position;
        while (stream.ReadTag() is > 0 and var tag)
        {
            var (field, wire) = (WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag));
            var start = origin + (int)stream.Position;
            if (wire is WireFormat.WireType.StartGroup or WireFormat.WireType.EndGroup)
            {
                throw Unexpected("it", field);
            }

            stream.SkipLastField();
            var end = origin + (int)stream.Position;
            if (wire == WireFormat.WireType.LengthDelimited)
            {
                var head = new CodedInputStream(File, start, end - start);
                start = end - head.ReadLength();
            }

            yield return new FilePart(File, field, wire, start, end - start);
        }
    }

    /// <summary>Reads a message that this field holds.</summary>
    /// <exception cref="RefusedModelException">It holds fields that the schema does not name.</exception>
    public T Read<T>(MessageParser<T> parser, string what)
        where T : class, IMessage<T>
    {
        RequireContent();
        var message = parser.ParseFrom(File, Start, Length);
        var bare = parser.WithDiscardUnknownFields(true).ParseFrom(File, Start, Length);
        return message.CalculateSize() == bare.CalculateSize()
            ? message
            : throw new RefusedModelException(
                $"{what} has fields that Arbex does not know", "what 'arbex export' writes, or a detector's plain layers");
    }

    /// <summary>A stream over the content of a number, or of a list of them.</summary>
    public CodedInputStream Numbers() => Wire is WireFormat.WireType.Varint or WireFormat.WireType.LengthDelimited
        ? new CodedInputStream(File, Start, Length)
        : throw Unexpected("it", Field);

    private void RequireContent()
    {
        if (Wire != WireFormat.WireType.LengthDelimited)
        {
            throw Unexpected("it", Field);
        }
    }
}
