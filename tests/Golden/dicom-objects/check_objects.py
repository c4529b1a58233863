"""Reads objects that this library made with pydicom and GDCM, and looks for what the standard requires.

Run with python 3.11, pydicom 2.3.1, gdcm 3.0.21, numpy 1.24. Arguments: the folder with the made files and the corpus file waveform_ecg.dcm.
The files: secondary captures of a ramp i * 5 (8 bit modulo 256, one bit where i % 3 == 0), CT slices of 7 i mod 4000 - 1000, MR slices of 0.37 times
that, segmentations of those slices, and the corpus ECG written anew.
"""

import glob
import os
import sys

import gdcm
import numpy as np
import pydicom
from pydicom.waveforms import multiplex_array

folder, ecg = sys.argv[1:3]
good = True


def check(name, holds):
    global good
    good &= bool(holds)
    print(("ok      " if holds else "WRONG   ") + name)


def ramp(count, modulus):
    return (np.arange(count) * 5) % modulus


def elements(dataset):
    for element in dataset:
        yield element
        if element.VR == "SQ":
            for item in element.value:
                yield from elements(item)


def signed(count):
    return (np.arange(count) * 7) % 4000 - 1000


def read(name):
    return pydicom.dcmread(os.path.join(folder, name))


for path in sorted(glob.glob(os.path.join(folder, "*.dcm"))):
    name = os.path.basename(path)
    data = pydicom.dcmread(path)
    known = all(element.keyword or element.tag.is_private for element in elements(data))
    long = [element for element in elements(data) if element.VR in ("DS", "SH") and any(len(str(value)) > 16 for value in np.atleast_1d(element.value))]
    required = ["SOPClassUID", "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID", "PatientName", "PatientID", "PatientBirthDate", "PatientSex",
                "StudyDate", "StudyTime", "ReferringPhysicianName", "StudyID", "AccessionNumber", "Modality", "SeriesNumber", "InstanceNumber"]
    check(f"{name}: {data.SOPClassUID.name}, modules complete, no value too long", known and not long and all(keyword in data for keyword in required))
    check(f"{name}: file meta information", data.file_meta.MediaStorageSOPInstanceUID == data.SOPInstanceUID and data.file_meta.MediaStorageSOPClassUID == data.SOPClassUID)
    reader = gdcm.ImageReader() if "PixelData" in data else gdcm.Reader()
    reader.SetFileName(path)
    check(f"{name}: GDCM reads it", reader.Read())
    if "PixelData" in data and name != "mf_bit.dcm" and not name.startswith("seg_binary"):
        raw = reader.GetImage().GetBuffer().encode("utf-8", "surrogateescape")
        check(f"{name}: GDCM has the same pixels", raw == data.PixelData[: len(raw)] and len(raw) == data.pixel_array.nbytes)

check("name with umlaut", str(read("sc_gray8.dcm").PatientName) == "M\u00fcller^Eva")
check("sc_gray16 pixels and spacing", np.array_equal(read("sc_gray16.dcm").pixel_array.ravel(), ramp(35, 65536)) and read("sc_gray16.dcm").PixelSpacing == [0.5, 0.25])
check("sc_gray8 pixels", np.array_equal(read("sc_gray8.dcm").pixel_array.ravel(), ramp(35, 256)))
check("sc_rgb pixels", np.array_equal(np.moveaxis(read("sc_rgb.dcm").pixel_array, 2, 0).ravel(), ramp(105, 256)))
check("mf_byte pixels", np.array_equal(read("mf_byte.dcm").pixel_array.ravel(), ramp(140, 256)) and list(read("mf_byte.dcm").SliceLocationVector) == [0, 2.5, 5, 7.5])
check("mf_word pixels", np.array_equal(read("mf_word.dcm").pixel_array.ravel(), ramp(140, 65536)))
check("mf_rgb pixels", np.array_equal(read("mf_rgb.dcm").pixel_array.ravel(), ramp(420, 256)))
check("mf_bit pixels", np.array_equal(read("mf_bit.dcm").pixel_array.ravel(), np.arange(105) % 3 == 0))

slices = [read(f"ct_{i}.dcm") for i in range(4)]
check("ct pixels", np.array_equal(np.stack([s.pixel_array for s in slices]).ravel(), signed(120)))
check("ct places", all(np.allclose(s.ImagePositionPatient, [1 - 2.5 * i, 2, 3]) for i, s in enumerate(slices)) and slices[0].ImageOrientationPatient == [0, 1, 0, 0, 0, -1])
values = np.stack([s.pixel_array * float(s.RescaleSlope) + float(s.RescaleIntercept) for s in (read(f"mr_{i}.dcm") for i in range(4))]).ravel()
check("mr values to half a step", np.abs(values - 0.37 * signed(120)).max() <= 0.501 * float(read("mr_0.dcm").RescaleSlope))

index = np.arange(120)
labels = np.where(index // 30 == 2, 0, np.where(index % 7 == 0, 1, np.where(index % 11 == 0, 2, 0))).reshape(4, 5, 6)
seg = read("seg_binary.dcm")
volume = np.zeros((4, 5, 6), int)
for frame, groups in zip(seg.pixel_array, seg.PerFrameFunctionalGroupsSequence):
    number = groups.SegmentIdentificationSequence[0].ReferencedSegmentNumber
    position = groups.PlanePositionSequence[0].ImagePositionPatient
    source = groups.DerivationImageSequence[0].SourceImageSequence[0].ReferencedSOPInstanceUID
    slice_index = [s.SOPInstanceUID for s in slices].index(source)
    check(f"seg frame of segment {number} lies at its source {slice_index}", np.allclose(position, slices[slice_index].ImagePositionPatient)
          and list(groups.FrameContentSequence[0].DimensionIndexValues) == [number, slice_index + 1])
    volume[slice_index][frame == 1] = number
check("seg_binary labels", np.array_equal(volume, labels))
check("seg study and frame of reference", seg.StudyInstanceUID == slices[0].StudyInstanceUID and seg.FrameOfReferenceUID == slices[0].FrameOfReferenceUID)
check("seg references the series", seg.ReferencedSeriesSequence[0].SeriesInstanceUID == slices[0].SeriesInstanceUID and len(seg.ReferencedSeriesSequence[0].ReferencedInstanceSequence) == 4)
check("seg segments", [(s.SegmentNumber, s.SegmentLabel, s.SegmentedPropertyTypeCodeSequence[0].CodeValue) for s in seg.SegmentSequence] == [(1, "Kidney", "64033007"), (2, "Liver", "10200004")])
check("seg tracking and modifier", seg.SegmentSequence[0].SegmentedPropertyTypeCodeSequence[0].SegmentedPropertyTypeModifierCodeSequence[0].CodeMeaning == "Left" and seg.SegmentSequence[1].TrackingUID == "1.2.3.2")
fraction = read("seg_fractional.dcm")
check("seg_fractional values", fraction.SegmentationFractionalType == "PROBABILITY"
      and np.array_equal(fraction.pixel_array, np.round(labels[[0, 1, 3]] * np.float32(0.4) * 255)))

old, new = pydicom.dcmread(ecg), read("ecg12.dcm")
check("ecg groups", len(new.WaveformSequence) == len(old.WaveformSequence) == 2)
for i in range(2):
    check(f"ecg group {i} samples, raw and physical", np.array_equal(multiplex_array(old, i), multiplex_array(new, i)) and np.array_equal(multiplex_array(old, i, False), multiplex_array(new, i, False)))
    check(f"ecg group {i} sources", [c.ChannelSourceSequence[0].CodeValue for c in old.WaveformSequence[i].ChannelDefinitionSequence]
          == [c.ChannelSourceSequence[0].CodeValue for c in new.WaveformSequence[i].ChannelDefinitionSequence])
same = all(a.get(k) == b.get(k) for a, b in zip(old.WaveformAnnotationSequence, new.WaveformAnnotationSequence)
           for k in ("UnformattedTextValue", "NumericValue", "ReferencedWaveformChannels", "TemporalRangeType", "ReferencedSamplePositions", "AnnotationGroupNumber"))
check("ecg annotations", same and len(old.WaveformAnnotationSequence) == len(new.WaveformAnnotationSequence))
check("eeg samples of 32 bits", np.array_equal(multiplex_array(read("eeg.dcm"), 0), [[1, 4], [-70000, 5], [3, 70000]]))
print("all well" if good else "SOMETHING IS WRONG")
