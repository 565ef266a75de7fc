"""A workbook without the rows below the last one that says something: Excel and WPS format a million of them, and nobody sees them.

They are left out before the sheet is opened, for opening them would take all the time and memory there is.
"""

from __future__ import annotations

import io
import re
import zipfile

_WORTH = 200_000  # bytes of empty rows; fewer are opened as fast
_SAID = (b"<v>", b"<v ", b"<is>", b"<is ", b"<f>", b"<f ", b"<f/>")
_BEGINS, _ROW_END, _ENDS = re.compile(rb"<sheetData\s*>"), b"</row>", b"</sheetData>"


def trimmed(data: bytes) -> bytes:
    """The workbook, its sheets without their empty rows at the end where these are many."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        cut = {
            one.filename: short
            for one in archive.infolist()
            if one.filename.startswith("xl/worksheets/") and one.filename.endswith(".xml") and one.file_size > _WORTH
            if (short := _trimmed(archive.read(one)))
        }
        if not cut:
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as whole:
            for name in archive.namelist():
                whole.writestr(name, cut.get(name) or archive.read(name))
    return out.getvalue()


def _trimmed(sheet: bytes) -> bytes:
    """The sheet without its empty rows at the end; b"" where they are few, or where it is written in another way than usual."""
    begins, ends = _BEGINS.search(sheet), sheet.rfind(_ENDS)
    if not begins or ends < begins.end():
        return b""
    last = max(sheet.rfind(mark, begins.end(), ends) for mark in _SAID)
    row = sheet.find(_ROW_END, last, ends) if last >= 0 else -1
    if last >= 0 and row < 0:
        return b""
    start = row + len(_ROW_END) if row >= 0 else begins.end()
    return sheet[:start] + sheet[ends:] if ends - start > _WORTH else b""
