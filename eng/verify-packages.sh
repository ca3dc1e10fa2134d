#!/usr/bin/env bash
# What is passed on works elsewhere, and stays as it was:
# - publishes the program, builds anew with another version, and runs what was published: its files must be the same;
# - packs the libraries and uses them from a project outside this repository, as a consumer would: restore, run, publish as a folder
#   and as a single file. It proves that libtorch loads there as well;
# - looks for the licences in all of it.
# Everything is built in a temporary folder: the checkout's artifacts/ stays as it is.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
published="0.0.0-published.$(date +%s)"
version="0.0.0-verify.$(date +%s)"
libraries=(Arbex.Files Arbex.Imaging Arbex Arbex.Inference Arbex.Export)
quiet=(-v quiet --nologo)
build=(-c Release --artifacts-path "$work/artifacts" "${quiet[@]}")

fail() { echo "$1"; exit 1; }
equal() { [ "$2" = "$3" ] || fail "$1: expected '$2', got '$3'"; }
has() { for file in "${@:2}"; do [ -s "$1/$file" ] || fail "$1 has no $file"; done; }
hashes() { (cd "$1" && find . -type f -print0 | sort -z | xargs -0 sha256sum); }

dotnet publish src/Arbex.Cli "${build[@]}" -o "$work/program" -p:Version="$published"
shared=$(find "$work/program" -type f -links +1 | head -n 3)
[ -z "$shared" ] || fail "what is published is tied to other files by hard links, so that a later build changes it: $shared"
has "$work/program" LICENSE THIRD-PARTY-NOTICES.md licenses/Roboto/LICENSE.txt licenses/TorchSharp/LICENSE.txt \
  licenses/libtorch-cpu-linux-x64/LICENSE-LIBTORCH.txt licenses/Microsoft.ML.OnnxRuntime/ThirdPartyNotices.txt \
  licenses/SkiaSharp.NativeAssets.Linux.NoDependencies/THIRD-PARTY-NOTICES.txt
hashes "$work/program" > "$work/before"

dotnet build src/Arbex.Cli "${build[@]}" -p:Version="$version"
hashes "$work/program" > "$work/after"
changed=$(diff "$work/before" "$work/after" | sed -n 's/^[<>] [0-9a-f]*  //p' | sort -u | tr '\n' ' ') || true
[ -z "$changed" ] || fail "a later build changed what was published: $changed"
answer=$(dotnet "$work/program/Arbex.Cli.dll" --version) || fail "what was published no longer starts"
equal "published program" "$published" "${answer%%+*}"
dotnet "$work/program/Arbex.Cli.dll" info --preset compact > "$work/info" || fail "what was published no longer loads libtorch"
rm -rf "$work/program"
echo "published program: good"

for project in "${libraries[@]}"; do
  dotnet pack "src/$project" "${build[@]}" --no-build -o "$work/feed" -p:Version="$version"
done

mkdir "$work/app"
cat > "$work/app/app.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <RestoreAdditionalProjectSources>$work/feed</RestoreAdditionalProjectSources>
    <RestorePackagesPath>$work/packages</RestorePackagesPath>
    <RestoreFallbackFolders>$(dotnet nuget locals global-packages -l | sed 's/.*: //')</RestoreFallbackFolders>
    <NoWarn>NU1603</NoWarn>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Arbex.Export" Version="$version" />
    <PackageReference Include="libtorch-cpu-linux-x64" Version="2.10.0" />
  </ItemGroup>
</Project>
XML
cat > "$work/app/Program.cs" <<'CS'
using Arbex.Inference;
using Arbex.Reliability;
using TorchSharp;

using var balancer = new ReliabilityBalancer(new ReliabilityOptions(), width: 512, classes: 7);
balancer.eval();
using var output = balancer.call(torch.randn(2, 512));
using var recognizer = ExpressionRecognizer.LoadShipped();
Console.WriteLine($"rows sum to {output.Final.sum().item<float>():f3}");
CS

sums="rows sum to 2.000"
cd "$work/app"
equal run "$sums" "$(dotnet run -c Release -v quiet)"
echo "run: good"
for library in "${libraries[@]}"; do
  has "$work/packages/${library,,}/$version" LICENSE THIRD-PARTY-NOTICES.md README.md
done
echo "licences in packages: good"
publish() { dotnet publish -c Release -r linux-x64 --self-contained false -o "$work/$1" "${quiet[@]}" "${@:2}"; }
publish folder
equal "publish to a folder" "$sums" "$(dotnet "$work/folder/app.dll")"
echo "publish to a folder: good"
publish single -p:PublishSingleFile=true
equal "publish as a single file" "$sums" "$("$work/single/app")"
echo "publish as a single file: good"
