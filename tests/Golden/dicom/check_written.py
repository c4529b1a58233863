"""Lets other programs read what DeepHealth.Ecvl.Dicom wrote, and compares every element with the source.

1. DEEPHEALTH_ASSETS=<assets> DEEPHEALTH_WRITE=<folder> dotnet <DeepHealth.Dicom.Tests.dll> --filter-class "*WrittenFilesTests"
2. python3 check_written.py <folder> > check_written.txt

Needs pydicom, dcmdump (DCMTK) and gdcmdump (GDCM). The result of the last run is in check_written.txt.
"""
import base64, json, math, os, re, struct, subprocess, sys, warnings
from collections import Counter
import pydicom
from pydicom.fileset import FileSet

warnings.filterwarnings("ignore")
pydicom.config.settings.reading_validation_mode = 0
folder = sys.argv[1]
parts = set(sys.argv[2].split(",")) if len(sys.argv) > 2 else {"pydicom", "dcmdump", "gdcm", "json", "set", "anonymous"}
rows = [line.rstrip("\n").split("\t") for line in open(os.path.join(folder, "manifest.tsv"))]
failures = []
EXPLAINED = {
    "badVR.dcm": "the source has the text 1A as an integer; pydicom refuses it, DeepHealth keeps it as text",
    "GH179A.dcm": "a representation in the source is blank; pydicom takes what follows for one value, DeepHealth and GDCM read all elements",
    "chrJapMulti.dcm": "private (0019,1060) is unknown and written as UN, which PS3.5 6.2.2 keeps little endian; pydicom reads it as big endian by its private dictionary",
    "chrJapMultiExplicitIR6.dcm": "private (0019,1060) is unknown and written as UN, which PS3.5 6.2.2 keeps little endian; pydicom reads it as big endian by its private dictionary",
}


def fail(kind, name, source, text):
    """Notes a difference; those that the other program causes carry the reason."""
    reason = EXPLAINED.get(os.path.basename(source))
    failures.append(f"{'explained' if reason else 'DIFFERENT'}: {kind} {name} {os.path.basename(source)}: {text}{f' -- {reason}' if reason else ''}")


def raw(dataset):
    """Tag -> (VR, bytes or items) of the elements as they stand in the file, group lengths left out."""
    out = {}
    for tag in dataset.keys():
        if tag.element == 0:
            continue
        element = dataset.get_item(tag)
        out[tag] = element
    return out


def difference(left, right, path=""):
    a, b = raw(left), raw(right)
    if a.keys() != b.keys():
        return f"{path}: tags differ: {sorted(map(str, a.keys() ^ b.keys()))}"
    for tag in a:
        x, y = a[tag], b[tag]
        xs, ys = left[tag], right[tag]
        if xs.VR != ys.VR and "UN" in (xs.VR, ys.VR) and isinstance(x.value or b"", bytes) and isinstance(y.value or b"", bytes):
            # Implicit files do not keep the representation of private elements: the bytes must be the same.
            if (x.value or b"").rstrip(b"\0 ") != (y.value or b"").rstrip(b"\0 "):
                return f"{path}{tag}: bytes differ"
            continue
        if xs.VR == "SQ" or ys.VR == "SQ":
            if xs.VR != ys.VR or len(xs.value) != len(ys.value):
                return f"{path}{tag}: sequences differ: {xs.VR} {ys.VR}"
            for i, (p, q) in enumerate(zip(xs.value, ys.value)):
                d = difference(p, q, f"{path}{tag}[{i}]")
                if d:
                    return d
            continue
        p, q = xs.value, ys.value
        if isinstance(p, (bytes, bytearray)) and isinstance(q, (bytes, bytearray)):
            big = (xs.VR == "OW") and (left.is_little_endian != right.is_little_endian) if path == "" and hasattr(left, "is_little_endian") else False
            if big:
                q = b"".join(q[i:i + 2][::-1] for i in range(0, len(q), 2))
                if tag == 0x7FE00010 and left.get("BitsAllocated", 16) == 32:
                    q = right[tag].value
                    q = b"".join(q[i:i + 4][::-1] for i in range(0, len(q), 4))
            if bytes(p).rstrip(b"\0 ") != bytes(q).rstrip(b"\0 "):
                return f"{path}{tag} {xs.VR} {ys.VR}: {len(p)} and {len(q)} bytes differ"
        elif isinstance(p, (bytes, bytearray)) != isinstance(q, (bytes, bytearray)):
            return f"{path}{tag}: {xs.VR} {ys.VR} kinds differ"
        elif repr(p) != repr(q) and not (isinstance(p, float) and math.isnan(p) and math.isnan(q)):
            return f"{path}{tag} {xs.VR} {ys.VR}: {p!r} {q!r}"
    return None


def check_pydicom():
    count = Counter()
    for name, source in rows:
        if not name.endswith(".dcm"):
            continue
        try:
            d = difference(pydicom.dcmread(source, force=True), pydicom.dcmread(os.path.join(folder, name)))
        except Exception as error:
            d = f"{type(error).__name__}: {error}"
        count["equal" if d is None else "different"] += 1
        if d:
            fail("pydicom", name, source, d)
    print("pydicom", pydicom.__version__, dict(count))


def check_dcmdump():
    count = Counter()
    names = [name for name, _ in rows if name.endswith(".dcm")]
    sources = dict(rows)
    for name in names:
        done = subprocess.run(["dcmdump", "-q", "+E", os.path.join(folder, name)], capture_output=True)
        bad = done.returncode != 0 or b"E:" in done.stderr
        if bad:
            again = subprocess.run(["dcmdump", "-q", "+E", sources[name]], capture_output=True)
            failures.append(f"dcmdump {name} {os.path.basename(sources[name])}: rc {done.returncode} {done.stderr[:120]!r}; its source: rc {again.returncode} {again.stderr[:120]!r}")
        count["refused" if bad else "read"] += 1
    print(subprocess.run(["dcmdump", "--version"], capture_output=True, text=True).stdout.split("\n")[0], dict(count))


LINE = re.compile(r"^\s*\(([0-9a-f]{4},[0-9a-f]{4})\) (..|\?\?) (.*?)\s*# .*$")


def gdcm_lines(path):
    out = subprocess.run(["gdcmdump", path], capture_output=True).stdout.decode("latin1")
    lines = []
    for line in out.split("\n"):
        m = LINE.match(line)
        if not m or m.group(1).startswith("0002,") or m.group(1).endswith(",0000") or m.group(1).startswith("fffe,"):
            continue
        value = m.group(3)
        value = re.sub(r"^\((?:..|US or SS => ..|OB or OW => ..)\) ?", "", value)
        if int(m.group(1)[3], 16) % 2 or re.match(r"^[0-9a-f]{2}(\\[0-9a-f]{2})+$", value) or "Loaded:" in value or m.group(2) in ("SQ", "UN", "OB", "OW", "OF") or value.startswith("(Sequence"):
            value = ""  # bytes and private elements are compared by pydicom
        value = value.strip().rstrip("\0 ")
        lines.append((m.group(1), None if m.group(2) == "UN" else "" if value == "(no value)" else value))
    return lines


def check_gdcm():
    count = Counter()
    known = {}
    for name, source in rows:
        if not name.endswith(".dcm"):
            continue
        if source not in known:
            known[source] = gdcm_lines(source)
        mine = gdcm_lines(os.path.join(folder, name))
        if not known[source]:
            count["source not read by GDCM"] += 1
            continue
        if len(mine) == len(known[source]) and all(x[0] == y[0] and (x[1] == y[1] or None in (x[1], y[1])) for x, y in zip(known[source], mine)):
            count["equal"] += 1
        else:
            count["different"] += 1
            odd = next(((x, y) for x, y in zip(known[source], mine) if x != y), (len(known[source]), len(mine)))
            fail("gdcm", name, source, odd)
    print(subprocess.run(["gdcmdump", "--version"], capture_output=True, text=True).stdout.split("\n")[0], dict(count))


def same_json(a, b, vr):
    if isinstance(a, dict) and isinstance(b, dict):
        return {k: v for k, v in a.items() if v} == {k: v for k, v in b.items() if v}
    if a is None or b is None or a == "" or b == "":
        return (a or None) == (b or None)
    if isinstance(a, str) and vr in ("DS", "IS"):
        a = float(a)
    if isinstance(b, str) and vr in ("DS", "IS"):
        b = float(b)
    if isinstance(a, float) or isinstance(b, float):
        if isinstance(a, str) or isinstance(b, str):
            return str(a).lower() == str(b).lower()
        return struct.pack("f", a) == struct.pack("f", b) if vr == "FL" else math.isclose(a, b, rel_tol=1e-12)
    return a == b or (isinstance(a, str) and isinstance(b, str) and a.strip() == b.strip())


def json_difference(mine, theirs, swap, path=""):
    # pydicom keeps retired group lengths and the character set of the bytes.
    theirs = {k: v for k, v in theirs.items() if not k.endswith("0000")}
    if mine.keys() != theirs.keys():
        return f"{path} keys differ: {sorted(mine.keys() ^ theirs.keys())}"
    for key, a in mine.items():
        b = theirs[key]
        if key == "00080005" or "BulkDataURI" in a:
            continue
        if a["vr"] == "UN":
            continue  # pydicom has a dictionary of private elements
        if a["vr"] != b["vr"]:
            return f"{path}{key}: {a['vr']} and {b['vr']}"
        p, q = base64.b64decode(a.get("InlineBinary", "")), base64.b64decode(b.get("InlineBinary", ""))
        if swap and a["vr"] == "OW":
            # JSON is little endian (PS3.18 section F.2.7); pydicom leaves the bytes of big-endian files as they are.
            size = 4 if swap == 32 else 2
            q = b"".join(q[i:i + size][::-1] for i in range(0, len(q), size))
        if p != q:
            return f"{path}{key}: bytes differ"
        x, y = a.get("Value", []), b.get("Value", [])
        if a["vr"] == "SQ":
            if len(x) != len(y):
                return f"{path}{key}: {len(x)} and {len(y)} items"
            for p, q in zip(x, y):
                d = json_difference(p, q, swap, f"{path}{key}/")
                if d:
                    return d
        elif len(x) != len(y) and (any(x) or any(y)) or not all(same_json(p, q, a["vr"]) for p, q in zip(x, y)):
            return f"{path}{key} {a['vr']}: {x!r:.200} and {y!r:.200}"
    return None


def check_json():
    count = Counter()
    for name, source in rows:
        if not name.endswith(".json"):
            continue
        mine = json.load(open(os.path.join(folder, name), encoding="utf-8"), parse_int=lambda text: -0.0 if text == "-0" else int(text))
        try:
            dataset = pydicom.dcmread(source, force=True)
            theirs = dataset.to_json_dict(bulk_data_threshold=1 << 30, bulk_data_element_handler=lambda e: "x", suppress_invalid_tags=False)
            d = json_difference(mine, theirs, 0 if dataset.is_little_endian else dataset.get("BitsAllocated", 16))
            back = pydicom.Dataset.from_json(mine, bulk_data_uri_handler=lambda uri: b"")
            if len(back) != len(mine):
                d = d or "pydicom reads another number of elements"
            count["equal" if d is None else "different"] += 1
        except Exception as error:
            d = f"pydicom writes no JSON of the source: {type(error).__name__}: {error}"
            count["pydicom writes none"] += 1
        if d:
            fail("json", name, source, d)
    print("json of pydicom", dict(count))


def check_set():
    file_set = FileSet(os.path.join(folder, "SET", "DICOMDIR"))
    files = sum(len(names) for _, _, names in os.walk(os.path.join(folder, "SET"))) - 1
    for instance in file_set:
        dataset = pydicom.dcmread(instance.path)
        for keyword in ("SOPInstanceUID", "SeriesInstanceUID", "StudyInstanceUID"):
            if getattr(instance, keyword) != getattr(dataset, keyword):
                failures.append(f"set {instance.path}: {keyword}")
    print("FileSet of pydicom:", file_set.ID, len(file_set), "instances of", files, "files")
    done = subprocess.run(["dcmdump", "-q", os.path.join(folder, "SET", "DICOMDIR")], capture_output=True)
    print("dcmdump of the directory: rc", done.returncode, done.stderr.decode())


def check_anonymous():
    count = Counter()
    for name in sorted(os.listdir(folder)):
        if name.endswith("_anonymous.dcm"):
            dataset = pydicom.dcmread(os.path.join(folder, name))
            private = [element.tag for element in dataset.iterall() if element.tag.is_private]
            ok = not private and dataset.PatientIdentityRemoved == "YES" and str(dataset.PatientName) == "" and dataset.DeidentificationMethodCodeSequence[0].CodeValue == "113100"
            count["marked, without private elements" if ok else "wrong"] += 1
            if not ok:
                failures.append(f"anonymous {name}: {private[:3]}")
    print("anonymised", dict(count))


for part, check in (("pydicom", check_pydicom), ("dcmdump", check_dcmdump), ("gdcm", check_gdcm), ("json", check_json), ("set", check_set), ("anonymous", check_anonymous)):
    if part in parts:
        check()
print(len(failures), "differences")
print("\n".join(failures))
