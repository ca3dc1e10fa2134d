using Google.Protobuf;

namespace Arbex.Inference.Onnx;

/// <summary>Reads what the guard looks at out of an ONNX file: everything but the numbers of tensors, which stay where they
/// are. Whatever a file may hold that is not expected is refused, even where ONNX Runtime would pass over it.</summary>
internal sealed class OnnxReader
{
    private const int MostParts = 20_000;

    /// <summary>Bytes of a text about the model; its description is a few kilobytes, a recipe in it included.</summary>
    private const int LongestText = 16 << 20;

    private const int FirstOperators = 11;
    private const int LastOperators = 24;

    private readonly byte[] _file;
    private readonly GuardedGraph _graph = new();
    private bool _hasOperators;

    private OnnxReader(byte[] file) => _file = file;

    /// <summary>Reads a file.</summary>
    /// <exception cref="RefusedModelException">It is no ONNX file, or holds what is not expected.</exception>
    public static GuardedGraph Read(byte[] file)
    {
        try
        {
            var reader = new OnnxReader(file);
            reader.ReadModel();
            return reader._graph;
        }
        catch (InvalidProtocolBufferException)
        {
            throw new RefusedModelException("its bytes are no ONNX file, or end too early", "a whole ONNX file");
        }
    }

    private void ReadModel()
    {
        FilePart? graph = null;
        foreach (var part in FilePart.Of(_file))
        {
            switch (part.Field)
            {
                case ModelProto.GraphFieldNumber when graph is null:
                    graph = part;
                    break;
                case ModelProto.OpsetImportFieldNumber when !_hasOperators:
                    CheckOperators(part.Read(OperatorSetProto.Parser, "its set of operators"));
                    break;
                case ModelProto.IrVersionFieldNumber or ModelProto.ProducerNameFieldNumber
                    or ModelProto.ProducerVersionFieldNumber or ModelProto.DomainFieldNumber
                    or ModelProto.ModelVersionFieldNumber or ModelProto.DocStringFieldNumber
                    or ModelProto.MetadataPropsFieldNumber:
                    CheckText(part);
                    break;
                case ModelProto.FunctionsFieldNumber:
                    throw new RefusedModelException("it defines functions", "a graph of standard operators alone");
                case ModelProto.TrainingInfoFieldNumber:
                    throw new RefusedModelException("it holds what to train it with", "a network for answering alone");
                default:
                    throw FilePart.Unexpected("it", part.Field);
            }
        }

        if (graph is not { } found || !_hasOperators)
        {
            throw new RefusedModelException("it has no graph or names no set of operators", "an ONNX model");
        }

        ReadGraph(found);
    }

    private static void CheckText(FilePart part)
    {
        if (part.Length > LongestText)
        {
            throw new RefusedModelException(
                $"it holds a text of {part.Length} bytes about itself", $"at most {LongestText} bytes");
        }
    }

    private void CheckOperators(OperatorSetProto set)
    {
        if (set.Domain.Length > 0 || set.Version is < FirstOperators or > LastOperators)
        {
            throw new RefusedModelException(
                $"it uses version {set.Version} of the operators '{set.Domain}'",
                $"ONNX's own in a version from {FirstOperators} to {LastOperators}");
        }

        _hasOperators = true;
    }

    private void ReadGraph(FilePart graph)
    {
        foreach (var part in graph.Parts())
        {
            switch (part.Field)
            {
                case GraphProto.NodeFieldNumber:
                    Add(_graph.Nodes, part.Read(NodeProto.Parser, "a node"), "nodes");
                    break;
                case GraphProto.InitializerFieldNumber:
                    AddConstant(part);
                    break;
                case GraphProto.InputFieldNumber:
                    Add(_graph.Inputs, part.Read(ValueProto.Parser, "an input"), "inputs");
                    break;
                case GraphProto.OutputFieldNumber:
                    Add(_graph.Outputs, part.Read(ValueProto.Parser, "an output"), "outputs");
                    break;
                case GraphProto.ValueInfoFieldNumber:
                    Add(_graph.Claims, part.Read(ValueProto.Parser, "a value"), "values");
                    break;
                case GraphProto.NameFieldNumber or GraphProto.DocStringFieldNumber or GraphProto.MetadataPropsFieldNumber:
                    break;
                case GraphProto.SparseInitializerFieldNumber:
                    throw new RefusedModelException("it holds sparse tensors", "dense ones");
                default:
                    throw FilePart.Unexpected("its graph", part.Field);
            }
        }
    }

    private void AddConstant(FilePart part)
    {
        var (name, tensor) = TensorReader.Read(part);
        if (name.Length == 0 || !_graph.Constants.TryAdd(name, tensor) || _graph.Constants.Count > MostParts)
        {
            throw new RefusedModelException(
                $"it has more than {MostParts} tensors, or two of the name '{name}'", "fewer, each with a name of its own");
        }
    }

    private static void Add<T>(List<T> parts, T part, string kind)
    {
        parts.Add(part);
        if (parts.Count > MostParts)
        {
            throw new RefusedModelException($"it has more than {MostParts} {kind}", "at most so many");
        }
    }
}
