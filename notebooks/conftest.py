"""The notebooks that open a base share one: a folder that the first of them builds and the end of the session throws away."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

import pytest

_BASE = tempfile.TemporaryDirectory(prefix="duty-kg-", ignore_cleanup_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Iterator[None]:
    """While a notebook runs, its folder is the place of the base; a base of the user's own is neither read nor changed."""
    before = os.environ.get("DUTY_KG_BASE")
    os.environ["DUTY_KG_BASE"] = _BASE.name
    try:
        return (yield)
    finally:
        os.environ.pop("DUTY_KG_BASE")
        if before is not None:
            os.environ["DUTY_KG_BASE"] = before


def pytest_unconfigure() -> None:
    _BASE.cleanup()
