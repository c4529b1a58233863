#!/usr/bin/env bash
# Builds everything and runs all tests; the suites of the libraries also without AVX-512 and without any intrinsics.
# Ends with one line: N passed, N failed, N skipped. Exit code 0 only if nothing failed.
#   ./test.sh            everything
#   ./test.sh --fast     without the additional processor modes
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

configuration=Release
libraries="Numerics.Tests Eddl.Tests Signals.Tests Learning.Tests Ecvl.Tests Dicom.Tests Distributed.Tests"
native/build.sh > /dev/null || echo "native/build.sh failed: tests of the native codecs are skipped"
dotnet build DeepHealth.sln --configuration $configuration --verbosity quiet || { echo "the build failed"; exit 1; }

passed=0 failed=0 skipped=0
run() { # project, mode for people, environment...
  local project=$1 mode=$2 log
  shift 2
  log=$(mktemp)
  env "$@" dotnet "tests/$project/bin/$configuration/net10.0/DeepHealth.$project.dll" --no-progress --no-ansi > "$log" 2>&1
  local code=$?
  local p f s
  p=$(sed -n 's/^ *succeeded: *\([0-9]*\).*/\1/p' "$log" | tail -n 1)
  f=$(sed -n 's/^ *failed: *\([0-9]*\).*/\1/p' "$log" | tail -n 1)
  s=$(sed -n 's/^ *skipped: *\([0-9]*\).*/\1/p' "$log" | tail -n 1)
  if [ -z "$p" ] || { [ $code -ne 0 ] && [ "${f:-0}" -eq 0 ]; }; then
    # The process died before it could count.
    f=$((${f:-0} + 1))
  fi
  if [ "${f:-0}" -ne 0 ]; then
    cat "$log"
  fi
  echo "$project ($mode): ${p:-0} passed, ${f:-0} failed, ${s:-0} skipped"
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0})) skipped=$((skipped + ${s:-0}))
  rm -f "$log"
}

for project in tests/*.Tests; do
  run "$(basename "$project")" "as the machine is" TESTS=1
done
if [ "${1:-}" != "--fast" ]; then
  for project in $libraries; do
    run "$project" "without AVX-512" DOTNET_EnableAVX512=0
    run "$project" "without intrinsics" DOTNET_EnableHWIntrinsic=0
  done
fi

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
