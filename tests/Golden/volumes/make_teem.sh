#!/usr/bin/env bash
# Writes small NRRD files with teem-unu (teem 1.12). Every file holds 5 x 4 x 3 samples i*i - 100 for i = 0 ... 59.
set -e
cd "$(dirname "$0")"
python3 - > numbers.txt <<'P'
print("\n".join(" ".join(str(i * i - 100) for i in range(20 * k, 20 * k + 20)) for k in range(3)))
P
teem-unu make -i numbers.txt -t short -s 5 4 3 -spc right-anterior-superior -dirs "(0,0.5,0)(-0.6,0,0.45)(1.35,0,1.8)" -orig "(-10.5,20.25,30)" -e ascii -o base.nrrd
teem-unu save -f nrrd -e raw -en big -i base.nrrd -o teem_int16_big.nrrd
teem-unu save -f nrrd -e gzip -i base.nrrd -o teem_int16_gzip.nrrd
teem-unu save -f nrrd -e ascii -i base.nrrd -o teem_int16_text.nrrd
teem-unu save -f nrrd -e hex -i base.nrrd -o teem_int16_hex.nrrd
teem-unu save -f nrrd -e bzip2 -i base.nrrd -o teem_int16_bzip2.nrrd
teem-unu convert -t double -i base.nrrd | teem-unu save -f nrrd -e raw -en big -o teem_double_big.nhdr
teem-unu join -a 0 -i base.nrrd base.nrrd -incr | teem-unu axinfo -a 0 -k vector | teem-unu save -f nrrd -e raw -en little -o teem_vector.nrrd
rm numbers.txt base.nrrd
