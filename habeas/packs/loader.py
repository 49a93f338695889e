"""Reads the packs that ship with Habeas, and explains a broken one by file, line and fix.

The one module of the core that reads files, and only from inside the package.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

# The same reader in C, several times as fast, where PyYAML was built with it; both refuse the same and say where.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class PackError(ValueError):
    """A pack cannot be used. The message names the file, the line, what is wrong and how to mend it."""

    def __init__(self, file: str, line: int | None, problem: str, fix: str) -> None:
        where = f"{file}, line {line}" if line else file
        super().__init__(f"{where}: {problem} To mend it: {fix}")
        self.file, self.line, self.problem, self.fix = file, line, problem, fix


@dataclass(frozen=True, slots=True)
class Pack:
    """One YAML file: its ``data``, its ``version`` (first 12 hex digits of the SHA-256 of its bytes), and
    ``lines``, the line of each key path such as ``("months", "3")``.
    """

    file: str
    data: Any
    version: str
    lines: dict[tuple[str, ...], int]

    def error(self, path: tuple[str, ...], problem: str, fix: str) -> PackError:
        """Return the error for what stands at ``path`` (raise it yourself)."""
        while path and path not in self.lines:
            path = path[:-1]
        return PackError(self.file, self.lines.get(path), problem, fix)


@cache
def load(file: str) -> Pack:
    """Return the pack at ``file``, for example ``vocabulary/claim_types.yml``; raise PackError if it is broken."""
    return parse(file, read_text(file))


def read_text(file: str) -> str:
    """Return the text of a file inside the packs (UTF-8); raise PackError if there is none."""
    try:
        return read_bytes(file).decode("utf-8")
    except UnicodeDecodeError as error:
        raise PackError(file, None, "it is not UTF-8.", "save it as UTF-8.") from error


def read_bytes(file: str) -> bytes:
    """Return the bytes of a file inside the packs; raise PackError if there is none."""
    try:
        return resources.files("habeas.packs").joinpath(*file.split("/")).read_bytes()
    except OSError as error:
        raise PackError(
            file, None, "there is no such pack.", "check the name, or reinstall Habeas."
        ) from error


def names(folder: str, ending: str = "") -> list[str]:
    """Return the names of what lies in ``folder`` of the packs, sorted, optionally only those with ``ending``."""
    found = [item.name for item in resources.files("habeas.packs").joinpath(*folder.split("/")).iterdir()]
    return sorted(name for name in found if name.endswith(ending) and not name.startswith(("__", ".")))


def parse(file: str, text: str) -> Pack:
    """Parse ``text`` as the pack ``file``; refuse duplicate keys, which YAML would silently drop."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        lines: dict[tuple[str, ...], int] = {}
        if node is not None:
            _note_lines(file, node, (), lines)
        data = loader.construct_document(node) if node is not None else {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise PackError(
            file, line, f"this is no YAML ({error.problem}).", "look at the line's indent, colon and quotes."
        ) from error
    finally:
        loader.dispose()
    return Pack(file, data, hashlib.sha256(text.encode("utf-8")).hexdigest()[:12], lines)


def _note_lines(file: str, node: yaml.Node, path: tuple[str, ...], lines: dict[tuple[str, ...], int]) -> None:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            line = key.start_mark.line + 1
            if name in seen:
                raise PackError(file, line, f"“{name}” stands here a second time.", "keep one of the two.")
            seen.add(name)
            _note_lines(file, value, (*path, name), lines)
            lines[(*path, name)] = line
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note_lines(file, value, (*path, str(index)), lines)
