namespace Arbex.Inference.Onnx;

/// <summary>
/// Which types of numbers operators take and give. Arithmetic is for floating-point numbers alone: a processor ends a program that divides
/// the least whole number by -1, and ONNX Runtime does not look out for it. Whole numbers are only moved, converted and used as sizes and
/// positions, which is all that exported networks and the known face detectors do with them.
/// </summary>
internal static class TypeRules
{
    /// <summary>Floating-point numbers of one type, which is also the result's.</summary>
    public static ElementType Reals(GuardedNode node)
    {
        var type = Real(node, 0);
        for (var i = 1; i < node.Count; i++)
        {
            RequireSame(node, i, type);
        }

        return type;
    }

    /// <summary>Numbers of one type, whatever it is, that are moved and not computed with.</summary>
    public static ElementType Moved(GuardedNode node)
    {
        var type = Data(node, 0);
        for (var i = 1; i < node.Count; i++)
        {
            RequireSame(node, i, type);
        }

        return type;
    }

    /// <summary>Numbers of any type that are moved as sizes and positions say.</summary>
    public static ElementType MovedByPositions(GuardedNode node)
    {
        RequirePositions(node, node.Count);
        return Data(node, 0);
    }

    /// <summary>Floating-point numbers and the axes that they are summed along.</summary>
    public static ElementType RealsAlongAxes(GuardedNode node)
    {
        RequirePositions(node, node.Count);
        return Real(node, 0);
    }

    /// <summary>Floating-point numbers, how far they are padded, and what with.</summary>
    public static ElementType Padded(GuardedNode node)
    {
        RequirePositions(node, 2);
        var type = Real(node, 0);
        RequireSame(node, 2, type);
        return type;
    }

    /// <summary>Floating-point numbers and the scales that they are resized by.</summary>
    public static ElementType Resized(GuardedNode node)
    {
        node.Require(
            node.Optional(1) is null or { Elements: 0 } && node[2].Type == ElementType.Float,
            $"resizes by numbers of the type {node[2].Type}", "scales in 32-bit floating point and no region");
        return Real(node, 0);
    }

    /// <summary>Any numbers; the result is of the type that the node names.</summary>
    public static ElementType Converted(GuardedNode node)
    {
        Data(node, 0);
        var type = (ElementType)node.Whole("to", 0);
        node.Require(
            Enum.IsDefined(type), $"converts to the type {(long)type}", "float32, float16, int8, uint8, int32, int64 or bool");
        return type;
    }

    /// <summary>Two floating-point numbers become true or false.</summary>
    public static ElementType Compared(GuardedNode node)
    {
        Reals(node);
        return ElementType.Boolean;
    }

    /// <summary>True or false decides which of two floating-point numbers is taken.</summary>
    public static ElementType Chosen(GuardedNode node)
    {
        node.Require(Data(node, 0) == ElementType.Boolean, $"chooses by numbers of the type {node[0].Type}", "true or false");
        var type = Real(node, 1);
        RequireSame(node, 2, type);
        return type;
    }

    /// <summary>Any tensor; its sizes are 64-bit whole numbers.</summary>
    public static ElementType Sizes(GuardedNode node)
    {
        Data(node, 0);
        return ElementType.LongInteger;
    }

    /// <summary>Floating-point numbers become bytes.</summary>
    public static ElementType ToBytes(GuardedNode node)
    {
        RequireSame(node, 1, Real(node, 0));
        var type = node.Optional(2) is null ? ElementType.UnsignedByte : Data(node, 2);
        node.Require(
            type is ElementType.UnsignedByte or ElementType.SignedByte, $"rounds to the type {type}", "bytes");
        return type;
    }

    /// <summary>Bytes or 32-bit sums of their products become floating-point numbers.</summary>
    public static ElementType FromBytes(GuardedNode node)
    {
        var type = Data(node, 0);
        node.Require(
            type is ElementType.UnsignedByte or ElementType.SignedByte or ElementType.Integer, $"takes steps of the type {type}",
            "bytes or 32-bit whole numbers");
        RequireSame(node, 2, type);
        return Real(node, 1);
    }

    private static ElementType Real(GuardedNode node, int index)
    {
        var type = Data(node, index);
        node.Require(
            type is ElementType.Float or ElementType.Half, $"computes with numbers of the type {type}", "floating-point numbers");
        return type;
    }

    /// <summary>The type of an input that is no list of positions: it must hold something.</summary>
    private static ElementType Data(GuardedNode node, int index)
    {
        node.Require(node[index].Elements > 0, $"takes {node[index]}, which is empty", "at least one number");
        return node[index].Type;
    }

    private static void RequireSame(GuardedNode node, int index, ElementType type)
    {
        if (node.Optional(index) is not null)
        {
            node.Require(
                Data(node, index) == type, $"takes numbers of the types {type} and {node[index].Type}", "one type for all");
        }
    }

    private static void RequirePositions(GuardedNode node, int end)
    {
        for (var i = 1; i < end; i++)
        {
            node.Require(
                node.Optional(i) is null or { Type: ElementType.LongInteger or ElementType.Integer },
                $"takes positions of the type {node.Optional(i)?.Type}", "whole numbers");
        }
    }
}
