#!/usr/bin/env bash
# Measures this library against PyTorch on the same networks and kernels, in turns, and prints one JSON line for each and number of threads.
#   bench/peers/run.sh [--quick] [--threads 1,2] [--networks mlp,cnn,...] [--kernels [mm,exp,...]] [--memory [resnet18,...]] [--copies [resnet18,...]]
set -euo pipefail
cd "$(dirname "$0")"
dotnet build Peers.csproj -c Release --nologo -v quiet >&2
exec dotnet bin/Release/net10.0/DeepHealth.Bench.Peers.dll "$@"
