using Xunit.Sdk;
using Xunit.v3;

// libtorch's generators, threads and dispose scopes are shared by the process.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(Arbex.Cli.Tests.TrainedRun))]
