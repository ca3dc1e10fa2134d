using System.CommandLine;
using Arbex.Cli.Hosting;
using Arbex.Cli.Options;
using Arbex.Data;
using Arbex.Export;
using Arbex.Inference;

namespace Arbex.Cli.Export;

/// <summary><c>arbex export</c>.</summary>
internal sealed class ExportCommand : ArbexCommand
{
    private const int DefaultFaces = 500;
    private const int MostFaces = 100_000;

    private readonly DatasetOptions _dataset = new("Changes no picture.", required: false);
    private readonly QuantizationOptions _quantization = new();
    private readonly Option<string?> _model = SharedOptions.Model();
    private readonly Option<int> _threads = SharedOptions.Threads();
    private readonly Option<bool> _strict = SharedOptions.Strict();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly CommandHost _host;

    private readonly OutputOption _output = new("--output")
    {
        Description = "The file to write.",
        HelpName = "FILE.onnx",
        Required = true,
        Extensions = [".onnx"],
    };

    private readonly Option<bool> _check = new("--check")
    {
        Description = "Also compare on faces: those of --dataset and --data, or drawn ones.",
    };

    private readonly Option<string> _split = new("--split")
    {
        Description = "The part of the dataset to compare on.",
        DefaultValueFactory = _ => "valid",
    };

    private readonly Option<int> _faces = new("--faces")
    {
        Description = "How many faces to compare on at most.",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultFaces,
    };

    private readonly Option<bool> _half = new("--fp16")
    {
        Description = "Weights and layers in float16: half the size. Softmax, norms, distances and balancing stay in "
            + "float32.",
    };

    private readonly Option<string?> _packed = new("--packed")
    {
        Description = "Read pixels from this pack of the dataset instead of decoding its files.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _calibrateOn = new("--calibrate-on")
    {
        Description = "Measure on this part of --dataset how far the confidence can be trusted, and keep it in the file: a "
            + "temperature, and the risks that 'arbex predict --risk' promises. Take a part that training did not learn from.",
        HelpName = "SPLIT",
    };

    private readonly Option<string?> _name = new("--name")
    {
        Description = "The model's name inside the file. By default the file's name.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _licence = new("--licence")
    {
        Description = "Terms under which the weights may be used, kept inside the file.",
        HelpName = "TEXT",
    };

    public ExportCommand(CommandHost host)
        : base(
            "export",
            "Writes a checkpoint as one ONNX file, which runs anywhere and needs nothing beside it.",
            "The whole network with reliability balancing is inside, for any number of faces at once; so are labels,\n"
            + "preparation of faces, options, metrics, licence, training data and versions.\n"
            + "What was written is run and compared with the network on random input, and with --check on faces. A\n"
            + "file that differs by more than 0.0001 (0.01 with --fp16), or that gives another answer, is not left. In\n"
            + "int8 single numbers differ more; a file is not left if more than a tenth of the faces get another answer.",
            "arbex export --model runs/first/best.safetensors --output first.onnx",
            "arbex export --model runs/first/best.safetensors --output first.onnx --check --dataset ferplus "
            + "--data ferplus",
            "arbex export --model runs/first/best.safetensors --output first.onnx --dataset ferplus --data ferplus "
            + "--calibrate-on valid",
            "arbex export --model runs/first/best.safetensors --output first-int8.onnx --int8 --dataset ferplus --data ferplus "
            + "--sensitivity layers.csv",
            "arbex export --model runs/first/best.safetensors --output small.onnx --fp16 --name first --licence MIT")
    {
        _host = host;
        _model.Required = true;
        _split.AcceptOnlyFromAmong("train", "valid", "test");
        _calibrateOn.AcceptOnlyFromAmong("train", "valid", "test");
        Options.Add(_model);
        AddOutput(_output);
        Options.Add(_check);
        _dataset.AddTo(this);
        Options.Add(_split);
        Options.Add(_faces);
        Options.Add(_calibrateOn);
        Options.Add(_half);
        _quantization.AddTo(this);
        Options.Add(_packed);
        Options.Add(_name);
        Options.Add(_licence);
        Options.Add(_threads);
        Options.Add(_strict);
        Options.Add(_json);
    }

    protected override int Run(ParseResult parse, CancellationToken cancellation)
    {
        var output = parse.GetValue(_output)!;
        var document = new ExportService(_host).Run(
            new ExportRequest
            {
                Model = parse.GetValue(_model)!,
                Output = output,
                Options = new ExportOptions
                {
                    Name = parse.GetValue(_name),
                    Licence = parse.GetValue(_licence),
                    Precision = ReadPrecision(parse),
                    Bytes = _quantization.Read(parse),
                },
                Dataset = _dataset.ReadIfNamed(parse),
                Check = ReadCheck(parse),
                RangeFaces = _quantization.Faces(parse),
                Sensitivity = _quantization.Sensitivity(parse),
                Packed = ReadPack(parse),
                CalibrateOn = ReadCalibration(parse),
                Strict = parse.GetValue(_strict),
                Threads = SharedOptions.CheckThreads(parse.GetValue(_threads)),
            },
            cancellation);
        if (parse.GetValue(_json))
        {
            _host.WriteJson(document);
        }
        else
        {
            ExportView.Write(_host, document);
        }

        return ExitCode.Done;
    }

    private ModelPrecision ReadPrecision(ParseResult parse)
    {
        if (!_quantization.IsWanted(parse))
        {
            return parse.GetValue(_half) ? ModelPrecision.Half : ModelPrecision.Full;
        }

        return parse.GetValue(_half)
            ? throw new ArbexException("--fp16 and --int8 were both given. Expected one precision. Leave one out.")
            : _dataset.ReadIfNamed(parse) is null
                ? throw new ArbexException(
                    "--int8 measures the ranges of numbers on training faces. Expected --dataset and --data that say where they are. "
                    + "Pass them.")
                : ModelPrecision.Quantized;
    }

    private string? ReadPack(ParseResult parse) => parse.GetValue(_packed) is not { } pack || _dataset.ReadIfNamed(parse) is not null
        ? parse.GetValue(_packed)
        : throw new ArbexException($"--packed is '{pack}', but no dataset is named that it is of. Pass --dataset and --data too.");

    private DataSplit? ReadCalibration(ParseResult parse)
    {
        if (parse.GetValue(_calibrateOn) is not { } split)
        {
            return null;
        }

        return _dataset.ReadIfNamed(parse) is not null
            ? Enum.Parse<DataSplit>(split, ignoreCase: true)
            : throw new ArbexException(
                $"--calibrate-on {split} measures on a part of a dataset. Expected --dataset and --data that say which. Pass them.");
    }

    private CheckFaces? ReadCheck(ParseResult parse)
    {
        var dataset = _dataset.ReadIfNamed(parse);
        if (!parse.GetValue(_check))
        {
            return dataset is null || parse.GetValue(_calibrateOn) is not null || _quantization.IsWanted(parse)
                ? null
                : throw new ArbexException(
                    $"--dataset {dataset.Kind} gives faces to compare or to measure on, which --check, --calibrate-on and --int8 ask "
                    + "for. Pass one of them, or leave --dataset out.");
        }

        return new CheckFaces(Enum.Parse<DataSplit>(parse.GetValue(_split)!, ignoreCase: true), SharedOptions.CheckCount(parse, _faces, 1, MostFaces));
    }
}
