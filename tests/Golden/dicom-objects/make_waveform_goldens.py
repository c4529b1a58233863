"""Goldens of the waveform tests: samples of the corpus file by pydicom, G.711 tables by CPython's audioop.

Made with python 3.11, pydicom 2.3.1, numpy 1.24. Argument: the corpus file waveform_ecg.dcm.
"""

import audioop
import hashlib
import sys

import numpy as np
import pydicom
from pydicom.waveforms import multiplex_array

data = pydicom.dcmread(sys.argv[1])
for index, group in enumerate(data.WaveformSequence):
    raw = multiplex_array(data, index, as_raw=True)
    scaled = multiplex_array(data, index, as_raw=False)
    baselines = {float(channel.get("ChannelBaseline", 0)) for channel in group.ChannelDefinitionSequence}
    print(f"group {index} {group.get('MultiplexGroupLabel')} {raw.shape} {group.SamplingFrequency} Hz baselines {baselines}")
    for channel in range(raw.shape[1]):
        samples = raw[:, channel].astype("<i8")
        digest = hashlib.sha256(samples.tobytes()).hexdigest()[:16]
        print(f"  {channel} {digest} sum {samples.sum()} physical {scaled[:, channel].min():.6g} {scaled[:, channel].max():.6g} {scaled[1234 % len(samples), channel]:.6g}")

for name, expand in (("mu-law", audioop.ulaw2lin), ("A-law", audioop.alaw2lin)):
    table = np.frombuffer(expand(bytes(range(256)), 2), "<i2").astype("<i8")
    print(f"{name} {hashlib.sha256(table.tobytes()).hexdigest()[:16]} {table[0]} {table[1]} {table[127]} {table[128]} {table[255]}")
