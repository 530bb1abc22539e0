"""Product quantisation, and the file that the engine reads (its form is in docs/word-table.md)."""

import struct

import brotli
import numpy as np
from sklearn.cluster import MiniBatchKMeans

GROUPS = 32
ENTRIES = 256
STEPS = 16  # of the logarithmic scale of lengths, to a doubling


def spread(dimensions, groups):
    """An order of dimensions (by falling variance) that gives every group a like share."""
    members = [[] for _ in range(groups)]
    for at in range(dimensions):
        turn, group = divmod(at, groups)
        members[group if turn % 2 == 0 else groups - 1 - group].append(at)
    return np.concatenate(members).astype(int)


def quantise(rows, common):
    """Lengths, codes and books. `common` weighs each row in the choice of the books."""
    rows = rows[:, np.argsort(-rows.var(0))][:, spread(rows.shape[1], GROUPS)]
    width = rows.shape[1] // GROUPS
    norm = np.maximum(np.linalg.norm(rows, axis=1), 1e-9)
    top = np.log2(norm).max()
    lengths = np.clip(np.round((np.log2(norm) - top) * STEPS + 255), 0, 255).astype(np.uint8)
    unit = rows / norm[:, None]
    codes = np.zeros((GROUPS, len(rows)), np.uint8)
    books = np.zeros((GROUPS, ENTRIES, width), np.float32)
    for group in range(GROUPS):
        part = np.ascontiguousarray(unit[:, group * width : (group + 1) * width])
        means = MiniBatchKMeans(ENTRIES, random_state=0, batch_size=4096, n_init=1, max_iter=20)
        means.fit(part, sample_weight=norm * common)
        codes[group] = means.predict(part)
        books[group] = means.cluster_centers_
    scale = 127 / np.abs(books).max()
    return lengths, codes, np.clip(np.round(books * scale), -127, 127).astype(np.int8)


def front_coded(words):
    """Each word as bytes shared with the one before, bytes of its own, and those."""
    out, before = bytearray(), b""
    for word in words:
        now, same = word.encode(), 0
        while same < min(len(before), len(now)) and before[same] == now[same]:
            same += 1
        out += bytes([same, len(now) - same]) + now[same:]
        before = now
    return bytes(out)


def write(path, words, lengths, codes, books, share):
    order = sorted(range(len(words)), key=lambda row: words[row].encode())
    text = front_coded([words[row] for row in order])
    groups, entries, width = books.shape
    header = b"ASWT\x01" + struct.pack("<BBHB", groups, width, entries, round(share * 256))
    size = struct.pack("<I", len(words))[:3] + struct.pack("<I", len(text))[:3]
    data = header + size + text + lengths[order].tobytes() + codes[:, order].tobytes() + books.tobytes()
    path.write_bytes(data)
    print(f"{path.name}: {len(words)} words, {len(data)} bytes, {len(brotli.compress(data))} with brotli")
