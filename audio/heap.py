"""The memory that the program no longer needs."""

import contextlib
import ctypes
import gc
import sys

_ARENA_MAX = -8
"""`M_ARENA_MAX` in glibc's malloc.h."""


def give_back() -> None:
    """Give the system what nobody needs any more: glibc keeps what is free, some 60 MB once a model was loaded.

    Objects that hold each other, as screens do, are let go of first; that stops all threads for some 20 ms.
    """
    gc.collect()
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


def share_heap() -> None:
    """Let all threads that are started from now on share one heap.

    glibc gives every new thread a heap of its own and never gives back what is free in it: 20 to 60 MB for the
    threads of each answer. Other C libraries do not, and are left alone.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):  # AttributeError: a C library without mallopt
            ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)
