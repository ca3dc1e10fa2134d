using Arbex.Cli;
using Arbex.Cli.Hosting;

return await ArbexCommandLine.RunAsync(args, CommandHost.ForThisProcess());
