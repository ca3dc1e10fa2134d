namespace Arbex.Tests;

/// <summary>
/// Tests whose outcome depends on libtorch's random generator, which is one for the whole process: they run alone, so
/// that no other test draws from it between their steps.
/// </summary>
[CollectionDefinition(nameof(SharedGenerator), DisableParallelization = true)]
public sealed class SharedGenerator;
