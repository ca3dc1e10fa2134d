using System.Collections.Immutable;

namespace Arbex.Inference;

/// <summary>The faces of a picture with their expressions.</summary>
/// <param name="Faces">By falling score of the detector; empty where no face was found.</param>
/// <threadsafety>Immutable.</threadsafety>
public sealed record PictureExpressions(ImmutableArray<FaceExpression> Faces);
