namespace Arbex.Inference;

/// <summary>Temperature scaling of a distribution.</summary>
/// <remarks>Guo et al., On Calibration of Modern Neural Networks (ICML 2017), on probabilities instead of logits.</remarks>
public static class Temperature
{
    /// <summary>p^(1/T), made to sum to 1 again; the order of the probabilities stays.</summary>
    /// <param name="distribution">p; overwritten.</param>
    /// <param name="temperature">T, above 0; 1 changes nothing.</param>
    public static void Apply(Span<float> distribution, double temperature)
    {
        if (!(temperature > 0) || !double.IsFinite(temperature))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "Expected a number above 0.");
        }

        if (temperature == 1)
        {
            return;
        }

        var (sum, top) = (0.0, 0f);
        foreach (var probability in distribution)
        {
            top = Math.Max(top, probability);
        }

        if (!(top > 0))
        {
            return;
        }

        foreach (ref var probability in distribution)
        {
            // Relative to the largest, so that small powers do not all become 0.
            probability = (float)Math.Pow(probability / top, 1 / temperature);
            sum += probability;
        }

        foreach (ref var probability in distribution)
        {
            probability = (float)(probability / sum);
        }
    }
}
