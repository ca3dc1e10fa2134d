namespace Arbex;

/// <summary>What a network says of one face.</summary>
/// <param name="Expression">The most probable expression of the final distribution.</param>
/// <param name="Confidence">Its probability there, in [0, 1].</param>
/// <param name="Final">L_final: probability of each expression after balancing, in the order of the model's classes.</param>
/// <param name="Primary">l: the same before balancing.</param>
public sealed record ExpressionPrediction(
    string Expression,
    double Confidence,
    IReadOnlyDictionary<string, double> Final,
    IReadOnlyDictionary<string, double> Primary);
