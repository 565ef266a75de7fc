"""The kinds of findings: what each is called, and in what a document falls short that has one (data in findings.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Kind:
    """What a code of a finding stands for."""

    zh: str
    en: str
    dimension: str
    anywhere: bool = False


KINDS: dict[str, Kind] = {
    code: Kind(**said) for code, said in tomllib.loads(files("kg").joinpath("findings.toml").read_text("utf-8")).items()
}
