#!/usr/bin/env bash
# Publishes a small program that recognises a drawn face with Arbex.Inference: as it is, trimmed, and where there is a linker
# compiled ahead of time. All must print the same answer. The model is the one that comes along, or the one that is passed:
# eng/verify-trimming.sh model.onnx
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
model=$(realpath "${1:-models/arbex-compact-ferplus.onnx}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/app"
cat > "$work/app/app.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <InvariantGlobalization>true</InvariantGlobalization>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
    <TrimmerSingleWarn>false</TrimmerSingleWarn>
  </PropertyGroup>
  <ItemGroup>
    <ProjectReference Include="$root/src/Arbex.Inference/Arbex.Inference.csproj" />
  </ItemGroup>
</Project>
XML
cat > "$work/app/Program.cs" <<'CS'
using Arbex.Imaging;
using Arbex.Inference;

// A face of ellipses.
var face = new ImageBuffer(96, 96);
for (var y = 0; y < 96; y++)
{
    for (var x = 0; x < 96; x++)
    {
        bool In(double left, double top, double width, double height) =>
            Math.Pow((x - left) / width, 2) + Math.Pow((y - top) / height, 2) < 1;
        var shade = In(34, 40, 6, 4) || In(62, 40, 6, 4) || In(48, 68, 16, 5) ? 30 : In(48, 48, 34, 42) ? 200 : 90;
        face.Pixels.AsSpan(3 * ((96 * y) + x), 3).Fill((byte)shade);
    }
}

var picture = ImageDecoder.Decode(ImageEncoder.EncodePng(face), "drawn face");
using var recognizer = ExpressionRecognizer.Load(args[0]);
var answer = recognizer.RecognizeFaces([picture])[0];
foreach (var (label, probability) in answer.Final.Labels.Zip(answer.Final.Probabilities))
{
    Console.WriteLine(FormattableString.Invariant($"{label} {probability:0.0000}"));
}
CS

cd "$work/app"
expected=
answer() {
  local actual
  actual=$("$2" "$model")
  expected=${expected:-$actual}
  [ -n "$actual" ] && [ "$actual" = "$expected" ] || { echo "$1: expected '$expected', got '$actual'"; exit 1; }
  echo "$1: good ($(du -sm --exclude="*.dbg" "$(dirname "$2")" | cut -f1) MB)"
}
publish() { dotnet publish -c Release -r linux-x64 --artifacts-path "$work/artifacts" -o "$work/$1" -v quiet --nologo "${@:2}"; }

publish plain --self-contained true
answer "as it is" "$work/plain/app"
publish trimmed --self-contained true -p:PublishTrimmed=true
answer "trimmed" "$work/trimmed/app"
if command -v clang > /dev/null || command -v gcc > /dev/null; then
  command -v clang > /dev/null || linker=-p:CppCompilerAndLinker=gcc
  publish native -p:PublishAot=true ${linker:-}
  answer "ahead of time" "$work/native/app"
else
  echo "ahead of time: left out, there is neither clang nor gcc"
fi
