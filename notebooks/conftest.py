"""The notebooks that open a base share one: where none is named, a folder that is built once and thrown away."""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest

NAME = "DUTY_KG_BASE"


def pytest_configure(config: pytest.Config) -> None:
    if NAME not in os.environ:
        os.environ[NAME] = tempfile.mkdtemp(prefix="duty-kg-")
        config.add_cleanup(_thrown_away)


def _thrown_away() -> None:
    shutil.rmtree(os.environ.pop(NAME), ignore_errors=True)
