#!/usr/bin/env bash
# Builds the native shims into native/build. Options go to cmake, such as -DDEEPHEALTH_WEBP=OFF or -DSANITIZE=address.
# Where cmake or a C compiler is missing it says so and leaves with code 0: nothing but some codecs needs the shims.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
if ! command -v cmake > /dev/null || ! command -v "${CC:-cc}" > /dev/null; then
  echo "native/build.sh: cmake and a C compiler are needed for the native codecs; without them JPEG-LS, JPEG 2000, WebP, and TIFF files packed by Zstandard or LZMA are not read"
  exit 0
fi
folder=${DEEPHEALTH_NATIVE_BUILD:-build}
cmake -S . -B "$folder" "$@"
cmake --build "$folder" --parallel 2
