#!/usr/bin/env bash
# Runs the benchmarks: all suites, then the comparison with PyTorch. --quick: roughly, in under five minutes.
# Other options, such as --filter '*Convolutions*', go to BenchmarkDotNet, and the comparison is left out.
set -euo pipefail
cd "$(dirname "$0")"
dotnet build Bench/Bench.csproj -c Release --nologo -v quiet
dotnet Bench/bin/Release/net10.0/DeepHealth.Bench.dll "$@"
if [ $# -eq 0 ]; then
  exec peers/run.sh --networks all --kernels --memory
elif [ "$*" = "--quick" ]; then
  exec peers/run.sh --quick --networks all --memory
fi
