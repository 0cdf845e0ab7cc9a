#!/usr/bin/python3
"""Read an archive of base/zip.c with Python's zipfile, and once more from its
beginning as a program does that reads from a pipe.  Prints a line a member:
its name, size, CRC and time.  Exits with 1 if anything is odd.
"""

import calendar
import io
import struct
import sys
import zipfile
import zlib


def from_the_beginning(file, members):
    """By local headers, Deflate's own end and the descriptors behind."""
    for m in members:
        head = struct.unpack("<4s5H3L2H", file.read(30))
        name = file.read(head[9])
        extra = file.read(head[10])
        assert head[0] == b"PK\3\4" and head[2] & 0x808 == 0x808
        assert name.decode() == m.filename
        wide = b"\x01\x00\x10\x00" in extra
        assert wide == (m.extract_version == 45)
        unpack, size, crc = zlib.decompressobj(-15), 0, 0
        while not unpack.eof:
            data = unpack.decompress(file.read(1 << 16))
            size, crc = size + len(data), zlib.crc32(data, crc)
        file.seek(-len(unpack.unused_data), io.SEEK_CUR)
        kind = "<4sLQQ" if wide else "<4sLLL"
        tail = struct.unpack(kind, file.read(struct.calcsize(kind)))
        assert tail == (b"PK\7\x08", m.CRC, m.compress_size, m.file_size)
        assert (size, crc) == (m.file_size, m.CRC)
    assert file.read(4) in (b"PK\1\2", b"PK\5\6")


def main(path):
    with zipfile.ZipFile(path) as archive, open(path, "rb") as file:
        assert archive.testzip() is None
        from_the_beginning(file, archive.infolist())
        for m in archive.infolist():
            assert m.flag_bits & 0x800 and m.external_attr >> 16 == 0o100644
            at = m.extra.index(b"UT\5\0\1")
            at = struct.unpack("<L", m.extra[at + 5 : at + 9])[0]
            dos = calendar.timegm(m.date_time + (0, 0, 0))
            assert abs(dos - at) < 2
            print(f"{m.filename}|{m.file_size}|{m.CRC:08x}|{at}")


main(sys.argv[1])
