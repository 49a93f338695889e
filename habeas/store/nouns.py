"""The nouns of ``habeas.model`` as JSON and back, for caches that can be thrown away.

One rule for all of them: a dataclass is an object of its fields, a tuple a list, a mapping an object, an enum
its value; what equals its default is left out. What does not read back (a noun changed since) is a miss.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any


class NounError(ValueError):
    """The JSON is not what this version of the noun is written as."""


def dump(noun: Any) -> str:
    """Return ``noun`` as ASCII JSON (PostgreSQL's text refuses a NUL, which the escape carries)."""
    return json.dumps(_plain(noun), separators=(",", ":"), sort_keys=True)


def load[T](kind: type[T], text: str) -> T:
    """Return the ``kind`` that :func:`dump` wrote; raise NounError if it is not one."""
    try:
        return typing.cast(T, _made(kind, json.loads(text)))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise NounError(str(error)) from error


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: _plain(given)
            for field in dataclasses.fields(value)
            if field.init and not _is_default(field, given := getattr(value, field.name))
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def _is_default(field: dataclasses.Field[Any], value: Any) -> bool:
    if field.default is not dataclasses.MISSING:
        return bool(value == field.default)
    if field.default_factory is not dataclasses.MISSING:
        return bool(value == field.default_factory())
    return False


@cache
def _types(kind: type) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)


def _made(kind: Any, data: Any) -> Any:
    """Make a value of the annotation ``kind`` from plain JSON."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return _made_union(arguments, data)
    if origin is tuple:
        return _made_tuple(arguments, data)
    if origin is not None and issubclass(origin, Mapping):
        return MappingProxyType({_made(arguments[0], k): _made(arguments[1], v) for k, v in data.items()})
    if dataclasses.is_dataclass(kind):
        if not isinstance(data, dict):
            raise NounError(f"expected {kind}, found {type(data).__name__}")
        hints = _types(typing.cast(type, kind))
        return typing.cast(Any, kind)(**{name: _made(hints[name], item) for name, item in data.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(data)
    if kind is float and isinstance(data, int):
        return float(data)
    if not isinstance(kind, type) or type(data) is not kind:
        raise NounError(f"expected {kind}, found {type(data).__name__}")
    return data


def _made_union(kinds: tuple[Any, ...], data: Any) -> Any:
    if data is None:
        if type(None) in kinds:
            return None
        raise NounError("a value is missing")
    others = [kind for kind in kinds if kind is not type(None)]
    if len(others) != 1:
        raise NounError("only “this or nothing” is written")
    return _made(others[0], data)


def _made_tuple(kinds: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list):
        raise NounError(f"expected a list, found {type(data).__name__}")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_made(kinds[0], item) for item in data)
    if len(kinds) != len(data):
        raise NounError(f"expected {len(kinds)} values, found {len(data)}")
    return tuple(_made(kind, item) for kind, item in zip(kinds, data, strict=True))
