#!/usr/bin/env bash
# The main job: trains and evaluates the ECG arrhythmia model on generated records. Options go to the program, such as --epochs 4 or --data DIR.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build samples/EcgArrhythmia --configuration Release --verbosity quiet
program=samples/EcgArrhythmia/bin/Release/net10.0/EcgArrhythmia.dll
case "${1:-}" in
  train | predict | --help | -h | --version) exec dotnet "$program" "$@" ;;
  *) exec dotnet "$program" train "$@" ;;
esac
