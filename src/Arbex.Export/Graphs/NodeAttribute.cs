using System.Collections.Immutable;

namespace Arbex.Export.Graphs;

/// <summary>A setting of a node that is known when the file is written.</summary>
/// <param name="Name">The name that the operator gives it.</param>
internal abstract record NodeAttribute(string Name);

/// <summary>A whole number.</summary>
internal sealed record IntegerAttribute(string Name, long Value) : NodeAttribute(Name);

/// <summary>Whole numbers, such as strides.</summary>
internal sealed record IntegersAttribute(string Name, ImmutableArray<long> Values) : NodeAttribute(Name);

/// <summary>A number.</summary>
internal sealed record NumberAttribute(string Name, float Value) : NodeAttribute(Name);
