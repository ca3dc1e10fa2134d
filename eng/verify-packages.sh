#!/usr/bin/env bash
# Packs the libraries and uses them from a project outside this repository, as a consumer would: restore, run, publish
# as a folder and as a single file. It proves that libtorch loads there as well.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
version="0.0.0-verify.$(date +%s)"

for project in Arbex.Imaging Arbex; do
  dotnet pack "src/$project" -c Release -o "$work/feed" -p:Version="$version" -v quiet --nologo
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
    <PackageReference Include="Arbex" Version="$version" />
    <PackageReference Include="libtorch-cpu-linux-x64" Version="2.10.0" />
  </ItemGroup>
</Project>
XML
cat > "$work/app/Program.cs" <<'CS'
using Arbex.Reliability;
using TorchSharp;

using var balancer = new ReliabilityBalancer(new ReliabilityOptions(), width: 512, classes: 7);
balancer.eval();
using var output = balancer.call(torch.randn(2, 512));
Console.WriteLine($"rows sum to {output.Final.sum().item<float>():f3}");
CS

answer() { [ "$1" = "rows sum to 2.000" ] || { echo "expected 'rows sum to 2.000', got '$1'"; exit 1; }; }
cd "$work/app"
answer "$(dotnet run -c Release -v quiet)"
echo "run: good"
dotnet publish -c Release -r linux-x64 --self-contained false -o "$work/folder" -v quiet --nologo
answer "$(dotnet "$work/folder/app.dll")"
echo "publish to a folder: good"
dotnet publish -c Release -r linux-x64 --self-contained false -p:PublishSingleFile=true -o "$work/single" -v quiet --nologo
answer "$("$work/single/app")"
echo "publish as a single file: good"
