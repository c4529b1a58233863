#!/usr/bin/env bash
# Runs the benchmarks. --quick: all suites in about two minutes, roughly. Other options go to BenchmarkDotNet, such as --filter '*Conv1D*'.
set -euo pipefail
cd "$(dirname "$0")"
dotnet build Bench/Bench.csproj -c Release --nologo -v quiet
exec dotnet Bench/bin/Release/net10.0/DeepHealth.Bench.dll "$@"
