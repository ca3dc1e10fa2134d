#!/usr/bin/env bash
# Looks for packages, direct and brought along, with known flaws or that their makers have given up. It needs the package registry.
set -uo pipefail
cd "$(dirname "$0")/.."
found=0
for kind in vulnerable deprecated; do
  report=$(dotnet list Arbex.slnx package --"$kind" --include-transitive) || { echo "$report"; echo "The registry could not be read; nothing was looked at."; exit 2; }
  if grep -q '^ *> ' <<< "$report"; then
    echo "$report"
    found=1
  else
    echo "$kind packages: none"
  fi
done
exit "$found"
