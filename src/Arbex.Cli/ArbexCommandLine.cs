using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
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
using Arbex.Cli.Options;
using Arbex.Cli.Predict;
using Arbex.Cli.Pretrain;
using Arbex.Cli.Train;
using Arbex.Inference.Video;

namespace Arbex.Cli;

/// <summary>The whole command line: parses, runs one command, and turns every ending into an exit code.</summary>
internal static class ArbexCommandLine
{
    /// <summary>A word that begins with @ is the name of a file like any other, not a file of further words.</summary>
    internal static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, CommandHost host, CancellationToken cancellation = default)
    {
        var verbose = new Option<bool>("--verbose")
        {
            Description = "Show where in the program an error came from.",
            Recursive = true,
        };
        var root = Root(host, verbose);
        var parse = root.Parse(arguments, Parsing);
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // Program handles signals
            Output = new EscapedWriter(host.Console.Profile.Out.Writer),
            Error = new EscapedWriter(host.ErrorConsole.Profile.Out.Writer),
        };
        try
        {
            if (parse.Action is ParseErrorAction)
            {
                return Refused(parse, host, configuration);
            }

            if (parse.Action == parse.CommandResult.Command.Action && WrongUse.MistypedOption(parse) is { } mistyped)
            {
                host.Fail(mistyped);
                return ExitCode.BadInput;
            }

            return await parse.InvokeAsync(configuration, cancellation);
        }
        catch (StandardOutputException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Stopped; // the terminal is gone, and with it the signal came
        }
        catch (VideoException) when (cancellation.IsCancellationRequested)
        {
            host.Fail("Stopped."); // the terminal's signal ended ffmpeg, too
            return ExitCode.Stopped;
        }
        catch (Exception ending)
        {
            var (code, line) = Endings.Of(ending);
            host.Fail(line);
            if (parse.GetValue(verbose))
            {
                configuration.Error.WriteLine(ending);
            }

            return code;
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

        NumberOptions.ReadStrictly(root);
        return root;
    }

    private static int Refused(ParseResult parse, CommandHost host, InvocationConfiguration configuration)
    {
        if (parse.Tokens.Count == 0)
        {
            parse.RootCommandResult.Command.Parse(["--help"], Parsing).Invoke(new()
            {
                Output = configuration.Error,
                Error = configuration.Error,
            });
            return ExitCode.BadInput;
        }

        host.Fail(WrongUse.Line(parse));
        return ExitCode.BadInput;
    }
}
