namespace Arbex.Cli.Predict;

/// <summary>What a record says of itself.</summary>
/// <param name="File">The input that it answers.</param>
/// <param name="Settings">What answered it; null where it does not say.</param>
/// <param name="IsFailed">Whether there is no answer but an error.</param>
/// <param name="Frame">Number of the frame; null for pictures, and for an error that concerns a whole clip.</param>
internal sealed record AnswerKey(string File, (string Model, string Options)? Settings, bool IsFailed, long? Frame);
