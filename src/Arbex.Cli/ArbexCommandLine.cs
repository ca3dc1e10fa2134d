using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Arbex.Cli.Ablate;
using Arbex.Cli.Data;
using Arbex.Cli.Demo;
using Arbex.Cli.Evaluate;
using Arbex.Cli.Export;
using Arbex.Cli.Hosting;
using Arbex.Cli.Import;
using Arbex.Cli.Info;
using Arbex.Cli.Landmarks;
using Arbex.Cli.Models;
using Arbex.Cli.Predict;
using Arbex.Cli.Pretrain;
using Arbex.Cli.Train;

namespace Arbex.Cli;

/// <summary>The whole command line: parses, runs one command, and turns every ending into an exit code.</summary>
internal static class ArbexCommandLine
{
    /// <summary>How long a command may take to leave its work in order after Ctrl+C.</summary>
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, CommandHost host, CancellationToken cancellation = default)
    {
        var verbose = new Option<bool>("--verbose")
        {
            Description = "Show where in the program an error came from.",
            Recursive = true,
        };
        var root = Root(host, verbose);
        var parse = root.Parse(arguments);
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToStop,
            Output = host.Console.Profile.Out.Writer,
            Error = host.ErrorConsole.Profile.Out.Writer,
        };
        if (parse.Action is ParseErrorAction)
        {
            return WrongUse(parse, host, configuration);
        }

        try
        {
            return await parse.InvokeAsync(configuration, cancellation);
        }
        catch (Exception ending)
        {
            return Ended(ending, host, parse.GetValue(verbose));
        }
    }

    internal static RootCommand Root(CommandHost host, Option<bool> verbose)
    {
        var root = new RootCommand(
            "Recognises facial expressions and says how sure it is: the ARBEx network with reliability balancing.\n"
            + "Start with 'arbex demo', which needs no data.")
        {
            new DemoCommand(host),
            new TrainCommand(host),
            new EvaluateCommand(host),
            new PredictCommand(host),
            new InfoCommand(host),
            new AblateCommand(host),
            new ImportCommand(host),
            new ExportCommand(host),
            new LandmarksCommand(host),
            new PretrainCommand(host),
            new DataCommand(host),
            new ModelsCommand(host),
            verbose,
        };
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        }

        return root;
    }

    private static int WrongUse(ParseResult parse, CommandHost host, InvocationConfiguration configuration)
    {
        var command = parse.CommandResult.Command;
        if (parse.Tokens.Count == 0)
        {
            parse.RootCommandResult.Command.Parse("--help").Invoke(new()
            {
                Output = configuration.Error,
                Error = configuration.Error,
            });
            return ExitCode.BadInput;
        }

        var name = NameOf(parse.CommandResult);
        if (command.Subcommands.Count > 0 && parse.UnmatchedTokens.Count > 0)
        {
            var commands = string.Join(", ", command.Subcommands.Select(other => other.Name));
            host.Fail($"There is no command '{parse.UnmatchedTokens[0]}'. Expected {commands}. See '{name} --help'.");
            return ExitCode.BadInput;
        }

        host.Fail($"{string.Join(' ', parse.Errors.Select(error => error.Message))} See '{name} --help'.");
        return ExitCode.BadInput;
    }

    /// <summary>What to type for a command, such as "arbex data check".</summary>
    private static string NameOf(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{NameOf(parent)} {result.Command.Name}" : "arbex";

    private static int Ended(Exception ending, CommandHost host, bool verbose)
    {
        var (code, line) = ending switch
        {
            OperationCanceledException stopped => (ExitCode.Stopped, StopLine(stopped)),
            ArbexException mendable => (ExitCode.BadInput, mendable.Message),
            _ => (ExitCode.Failed, $"{FirstLine(ending)} Run again with --verbose for details."),
        };
        host.Fail(line);
        if (verbose)
        {
            host.ErrorConsole.Profile.Out.Writer.WriteLine(ending);
        }

        return code;
    }

    private static string StopLine(OperationCanceledException stopped) =>
        stopped is StoppedException ? stopped.Message : "Stopped.";

    /// <summary>libtorch's messages end in a stack of their own.</summary>
    private static string FirstLine(Exception failure)
    {
        var cause = failure is TypeInitializationException { InnerException: { } inner } ? inner : failure;
        return $"{cause.GetType().Name}: {cause.Message.Split('\n')[0].Trim()}";
    }
}
