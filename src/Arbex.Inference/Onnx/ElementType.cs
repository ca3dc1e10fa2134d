namespace Arbex.Inference.Onnx;

/// <summary>What a tensor holds, of the types that exported files have and the guard lets through; the values are those that ONNX gives them in a file.</summary>
internal enum ElementType
{
    /// <summary>32-bit floating point.</summary>
    Float = 1,

    /// <summary>Whole numbers from 0 to 255.</summary>
    UnsignedByte = 2,

    /// <summary>Whole numbers from -128 to 127.</summary>
    SignedByte = 3,

    /// <summary>32-bit whole numbers.</summary>
    Integer = 6,

    /// <summary>64-bit whole numbers: sizes and positions.</summary>
    LongInteger = 7,

    /// <summary>True or false.</summary>
    Boolean = 9,

    /// <summary>16-bit floating point.</summary>
    Half = 10,
}
