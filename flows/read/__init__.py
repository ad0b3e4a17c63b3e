"""From files in any bytes to decoded text: discover, read, decode.

Comes in: paths. Goes out: `texts` frames (`TEXTS_SCHEMA`), a row per document, accepted with its
text or rejected with its reason; no file is passed over and none stops the others.

    candidates = discover(["press/"], options)
    for texts in read_documents(candidates, options):
        ...

`encoding` is one of utf-8, utf-8-sig, utf-16-le, utf-16-be, utf-32-le, utf-32-be, tcvn3, vni,
viscii, vps, windows-1258, utf-8-mojibake-cp1252, utf-8-mojibake-latin-1 (with the suffix -2 where
the text was read wrongly twice).
"""

from flows.read.batch_decoding import decode
from flows.read.decoding import Decoding, decode_bytes
from flows.read.discover import discover
from flows.read.documents import read_documents
from flows.read.frames import CANDIDATES_SCHEMA, TEXTS_SCHEMA
from flows.read.options import ReadOptions
from flows.read.reasons import EmptyInputError, ReasonCode, UnreadableInputError

__all__ = [
    "CANDIDATES_SCHEMA",
    "TEXTS_SCHEMA",
    "Decoding",
    "EmptyInputError",
    "ReadOptions",
    "ReasonCode",
    "UnreadableInputError",
    "decode",
    "decode_bytes",
    "discover",
    "read_documents",
]
