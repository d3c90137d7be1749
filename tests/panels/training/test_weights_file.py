"""Weights as courses and libraries save them: loaded with a sentence, or refused with one."""

from __future__ import annotations

import io
import pickle
import struct
import zipfile
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lossviz.panels.training.weights_file import WeightsError, read_weights

SHAPE = (10, 3072)
RNG = np.random.default_rng(4)
W = RNG.normal(0, 0.01, SHAPE)
B = RNG.normal(0, 0.1, 10)
BOTH = np.column_stack((W, B))


def npz(*args: Any, **arrays: Any) -> bytes:
    out = io.BytesIO()
    np.savez(out, *args, **arrays)
    return out.getvalue()


def npy(array: Any, version: tuple[int, int] | None = None) -> bytes:
    out = io.BytesIO()
    np.lib.format.write_array(out, np.asanyarray(array), version)
    return out.getvalue()


OWN = "Here x is pixel/255"
LOADED = {
    "our own": (npz(W=W, b=B, class_names=np.array(["cat"]), step=np.array(3)), ""),
    "float32": (npz(W=W.astype("f4"), b=B.astype("f4")), "Loaded. Here x is"),
    "big-endian": (npz(W=W.astype(">f8"), b=B.astype(">f8")), "Loaded. Here x is"),
    "fortran": (npz(W=np.asfortranarray(W), b=B), "Loaded. Here x is"),
    "column b": (npz(W=W, b=B[:, None]), "Loaded. Here x is"),
    "row b": (npz(W=W, b=B[None]), "Loaded. Here x is"),
    "turned": (npz(W=W.T, b=B), "Loaded: W was turned. "),
    "bias trick": (npz(W=BOTH.T), "Loaded: W was turned, its last row is the bias. "),
    "bias trick, rows": (npz(W=BOTH), "Loaded: its last column is the bias. "),
    "bias first": (npz(theta=np.column_stack((B, W)).T), "turned, its first row is the bias. "),
    "npy": (npy(BOTH.T), "Loaded: W was turned, its last row is the bias. "),
    "npy 2.0": (npy(BOTH, (2, 0)), "Loaded: its last column is the bias. "),
    "no names": (npz(W.T, B), "“arr_0” was taken as W, W was turned, “arr_1” was taken as b. "),
    "PyTorch’s names": (npz(**{"fc.weight": W, "fc.bias": B}), "“fc.weight” was taken as W, "),
    "scikit-learn’s": (npz(coef_=W, intercept_=B), "“coef_” was taken as W, “intercept_” was"),
    "beside others": (npz(weights=BOTH.T, loss=np.ones(99)), "“weights” was taken as W, W was"),
    "objects beside": (npz(W=W, b=B, history=np.array([None], object)), "Loaded. Here x is"),
    "small W": (npz(W=W, w=W[:, ::-1], b=B), "Loaded. Here x is"),
}


@pytest.mark.parametrize("kind", LOADED)
def test_loaded_with_a_sentence_that_says_what_was_done(kind: str) -> None:
    content, said = LOADED[kind]
    read = read_weights(content, SHAPE)
    assert (W.astype(np.float32) == read.W).all()
    assert (read.b == B.astype(np.float32)).all()
    assert read.W.dtype == read.b.dtype == np.float32
    assert read.W.flags.c_contiguous
    assert said in read.said
    assert bool(said) == (OWN in read.said)


def test_without_a_bias_it_is_0() -> None:
    for content in (npz(W=W), npy(W), npy(W.T)):
        read = read_weights(content, SHAPE)
        assert not read.b.any()
        assert "there is no bias in the file, so it is 0" in read.said


def test_pixels_of_a_course_are_sorted_by_colour() -> None:
    """Templates as smooth as trained ones, with each pixel's colours together."""
    smooth = RNG.normal(size=(10, 3, 32, 32)) * 0.3
    smooth += np.cumsum(np.cumsum(RNG.normal(size=(10, 1, 32, 32)), 2), 3) / 16
    own = smooth.reshape(10, -1).astype(np.float32)
    course = smooth.transpose(0, 2, 3, 1).reshape(10, -1).astype(np.float32)
    read = read_weights(npz(W=np.vstack([course.T, np.ones((1, 10))])), SHAPE)
    assert (own == read.W).all()
    assert "its pixels were sorted by colour" in read.said
    assert (own == read_weights(npz(W=own, b=B), SHAPE).W).all()


class Evil:
    def __reduce__(self) -> Any:
        return print, ("called",)


def pytorch() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("archive/data.pkl", b"\x80\x02")
    return out.getvalue()


def claims(header: str) -> bytes:
    text = header.ljust(117) + "\n"
    return b"\x93NUMPY\1\0" + struct.pack("<H", len(text)) + text.encode() + bytes(80)


OBJECT = np.array({"W": W}, object)
REFUSED = {
    "pickle": (pickle.dumps({"W": W}), "Python objects"),
    "pickle of Python 2": (pickle.dumps({"W": 1}, 0), "Python objects"),
    "evil": (pickle.dumps(Evil()), "Python objects"),
    "object": (npy(OBJECT), "Python objects"),
    "objects": (npz(model=OBJECT), "Python objects"),
    "torch": (pytorch(), "a file of PyTorch"),
    "page": (b"<html>", "It is a web page"),
    "pointer": (b"version https://git-lfs.github.com/spec/v1\n", "It is a pointer of Git LFS"),
    "matlab": (b"MATLAB 5.0 MAT-file", "a file of MATLAB, which is not loaded"),
    "text": (b"0.1,0.2\n", "no .npz or .npy file"),
    "empty": (b"", "no .npz or .npy file"),
    "two layers": (npz(W1=W.T[:, :5], b1=B, W2=W[:, :10]), "it holds W1 3,072 × 5, b1 10, W2 10"),
    "two that fit": (npz(a=W, c=W.T), "several arrays that may be W: a 10 × 3,072, c 3,072 × 10"),
    "two biases": (npz(W=W, c=B, d=B), "several arrays that may be b"),
    "wrong b": (npz(W=W, b=np.ones(9)), "Its b must have the shape 10"),
    "other classes": (npz(W=W[:3], b=B[:3]), "it holds W 3 × 3,072, b 3. Save"),
    "nothing": (npz(), "no .npz or .npy file"),
    "numbers": (npz(W=W.astype(int), b=B), "floating-point"),
    "text array": (npz(W=np.full(SHAPE, "a"), b=B), "floating-point"),
    "complex": (npz(W=W * 1j, b=B), "floating-point"),
    "nan": (npz(W=W * np.nan, b=B), "inf or nan"),
    "huge": (claims("{'descr': '<f8', 'fortran_order': False, 'shape': (10, 3073)}"), "cut off"),
    "absurd": (claims(f"{{'descr': '<f8', 'fortran_order': False, 'shape': ({10**30},)}}"), "cut"),
    "negative": (claims("{'descr': '<f8', 'fortran_order': False, 'shape': (-2, -5)}"), "cut off"),
    "not a header": (claims("__import__('os')"), "cut off"),
    "long name": (npz(**{"n" * 900: W, "m" * 900: W}), f"{'n' * 30}… 10"),
    "many": (npz(**{f"a{i}": B for i in range(101)}), "too many"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_refused_with_the_reason(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    content, expected = REFUSED[kind]
    with pytest.raises(WeightsError) as caught:
        read_weights(content, SHAPE)
    assert expected in str(caught.value)
    assert str(caught.value).endswith(".")
    assert len(str(caught.value)) < 300
    assert capsys.readouterr().out == ""


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    good=st.sampled_from([npz(W=W[:, :20], b=B), npy(W[:, :20])]),
    places=st.lists(st.floats(0, 1), min_size=1, max_size=4),
    number=st.integers(0, 255),
)
def test_damage_gives_weights_or_a_sentence(good: bytes, places: list[float], number: int) -> None:
    """In headers and lists: the numbers themselves may be any."""
    parts = [i for i in range(len(good)) if i < 140 or i > len(good) - 600]
    damaged = bytearray(good)
    for place in places:
        damaged[parts[int(place * (len(parts) - 1))]] = number
    try:
        read = read_weights(bytes(damaged), (10, 20))
    except WeightsError:
        return
    assert read.W.shape == (10, 20)
    assert read.b.shape == (10,)
