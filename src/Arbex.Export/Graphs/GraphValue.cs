using Arbex.Inference.Onnx;

namespace Arbex.Export.Graphs;

/// <summary>A tensor that flows through a graph: an input, a node's result, or a constant.</summary>
internal class GraphValue
{
    public GraphValue(string name, ElementType type, TensorShape shape)
    {
        (Name, Type, Shape) = (name, type, shape);
    }

    /// <summary>Its name in the file, unlike any other there.</summary>
    public string Name { get; private set; }

    public ElementType Type { get; }

    public TensorShape Shape { get; }

    /// <summary>Gives it the name by which a caller will ask for it.</summary>
    internal void Rename(string name) => Name = name;

    public override string ToString() => $"{Name} {Type} {Shape}";
}
