#!/usr/bin/env bash
# Writes what the program consists of (an SBOM: CycloneDX, JSON) with versions, hashes and licences, from what was restored:
# eng/write-sbom.sh [file]    (default: artifacts/sbom/arbex.cdx.json)
set -euo pipefail
cd "$(dirname "$0")/.."
file=$(realpath -m "${1:-artifacts/sbom/arbex.cdx.json}")
version=$(sed -nE 's|.*<DeclaredVersion>(.*)</DeclaredVersion>.*|\1|p' Directory.Build.props)
mkdir -p "$(dirname "$file")"
dotnet restore src/Arbex.Cli -v quiet
dotnet tool restore -v quiet > /dev/null
dotnet tool run dotnet-CycloneDX -- src/Arbex.Cli/Arbex.Cli.csproj --output "$(dirname "$file")" --filename "$(basename "$file")" \
  --output-format Json --base-intermediate-output-path artifacts/obj --disable-package-restore --include-license-text \
  --include-project-references --exclude-filter Microsoft.CodeAnalysis.BannedApiAnalyzers \
  --set-name arbex --set-version "$version" > /dev/null
echo "$(grep -c '"purl"' "$file") components: $file"
