using Arbex.Export.Graphs;
using Arbex.Inference.Onnx;
using Google.Protobuf;

namespace Arbex.Export.Onnx;

/// <summary>Turns a graph into the messages of an ONNX file.</summary>
internal static class OnnxWriter
{
    /// <summary>
    /// Version of the standard operators that files are written for: the first with Gelu. Version 20 is of October
    /// 2023, and every later runtime reads it.
    /// </summary>
    public const int OperatorSet = 20;

    /// <summary>Version of the file format that came with those operators.</summary>
    private const int FileFormat = 9;

    /// <summary>Name of the size that grows with the batch.</summary>
    private const string BatchName = "batch";

    /// <summary>Most bytes of a protocol buffer.</summary>
    private const long LargestFile = int.MaxValue;

    /// <summary>Makes the file's message.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="description">One paragraph for people.</param>
    /// <param name="texts">Named texts to keep in the file.</param>
    /// <param name="version">Version of the program that writes it.</param>
    /// <exception cref="ExportException">The numbers do not fit into one file.</exception>
    public static ModelProto Write(
        Graph graph, string name, string description, IEnumerable<KeyValuePair<string, string>> texts, string version)
    {
        var bytes = graph.Constants.Sum(constant => (long)constant.Bytes.Length);
        if (bytes >= LargestFile)
        {
            throw new ExportException(
                $"The network's numbers take {bytes / 1e9:f1} GB. Expected less than 2.1 GB, the most that one ONNX "
                + "file holds. Export in float16, or use a smaller network.");
        }

        var model = new ModelProto
        {
            IrVersion = FileFormat,
            ProducerName = "arbex",
            ProducerVersion = version,
            DocString = description,
            Graph = new GraphProto { Name = name },
            OpsetImport = { new OperatorSetProto { Version = OperatorSet } },
        };
        model.MetadataProps.AddRange(texts.Select(text => new TextEntryProto { Key = text.Key, Value = text.Value }));
        model.Graph.Input.AddRange(graph.Inputs.Select(Message));
        model.Graph.Output.AddRange(graph.Outputs.Select(Message));
        model.Graph.Initializer.AddRange(graph.Constants.Select(Message));
        model.Graph.Node.AddRange(graph.Nodes.Select(Message));
        return model;
    }

    private static NodeProto Message(GraphNode node)
    {
        var message = new NodeProto { Name = node.Output.Name, OpType = node.Kind.ToString() };
        message.Input.AddRange(node.Inputs.Select(input => input.Name));
        message.Output.Add(node.Output.Name);
        message.Attribute.AddRange(node.Attributes.Select(Message));
        return message;
    }

    private static AttributeProto Message(NodeAttribute attribute)
    {
        var message = new AttributeProto { Name = attribute.Name };
        switch (attribute)
        {
            case IntegerAttribute whole:
                (message.Type, message.I) = (AttributeProto.Types.Kind.Int, whole.Value);
                break;
            case NumberAttribute number:
                (message.Type, message.F) = (AttributeProto.Types.Kind.Float, number.Value);
                break;
            case IntegersAttribute wholes:
                message.Type = AttributeProto.Types.Kind.Ints;
                message.Ints.AddRange(wholes.Values);
                break;
        }

        return message;
    }

    private static TensorProto Message(GraphConstant constant)
    {
        var message = new TensorProto
        {
            Name = constant.Name,
            DataType = (int)constant.Type,
            RawData = UnsafeByteOperations.UnsafeWrap(constant.Bytes),
        };
        message.Dims.AddRange(constant.Shape.Dimensions.Select(dimension => dimension.Size));
        return message;
    }

    private static ValueProto Message(GraphValue value)
    {
        var shape = new ShapeProto();
        shape.Dim.AddRange(value.Shape.Dimensions.Select(dimension => dimension.PerFace
            // Sizes of one name must be equal: several for each face are another one.
            ? new DimensionProto { DimParam = dimension.Size == 1 ? BatchName : $"{dimension.Size} {BatchName}" }
            : new DimensionProto { DimValue = dimension.Size }));
        return new ValueProto
        {
            Name = value.Name,
            Type = new TypeProto { TensorType = new TensorTypeProto { ElemType = (int)value.Type, Shape = shape } },
        };
    }
}
