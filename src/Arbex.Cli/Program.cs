using Arbex.Cli;
using Arbex.Cli.Hosting;

using var signals = new StopSignals(TimeProvider.System);
return await ArbexCommandLine.RunAsync(args, CommandHost.ForThisProcess(), signals.Token);
