"""The nouns of ``habeas.model`` as JSON and back, for caches that can be thrown away.

One rule for all of them: a dataclass is an object of its fields, a tuple a list, a mapping an object, an enum
its value; what equals its default is left out. What does not read back (a noun changed since) is a miss.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from sys import intern
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
        return typing.cast(T, _maker(kind)(json.loads(text)))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise NounError(str(error)) from error


_AS_IT_IS = frozenset({str, int, float, bool, type(None)})


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _AS_IT_IS:
        return value
    fields = _fields(kind)
    if fields is not None:
        told = ((name, getattr(value, name), default) for name, default in fields)
        return {name: _plain(given) for name, given, default in told if given != default()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


@cache
def _fields(kind: type) -> tuple[tuple[str, Callable[[], Any]], ...] | None:
    """Return the fields of a noun, each with what makes its default (something like nothing else where it has none)."""
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple((field.name, _default(field)) for field in dataclasses.fields(kind) if field.init)


def _default(field: dataclasses.Field[Any]) -> Callable[[], Any]:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory
    default = field.default  # MISSING equals no value
    return lambda: default


type _Make = Callable[[Any], Any]


@cache
def _maker(kind: Any) -> _Make:
    """Return what makes a value of the annotation ``kind`` from plain JSON: worked out once, used for every value.

    Makers of parts are looked up when the first value comes, since a noun may hold its like.
    """
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return _union_maker(arguments)
    if origin is tuple:
        return _tuple_maker(arguments)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_maker(*arguments)
    if dataclasses.is_dataclass(kind):
        return _noun_maker(typing.cast(type, kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _plain_maker(kind)


def _plain_maker(kind: Any) -> _Make:
    def make(data: Any) -> Any:
        if type(data) is kind and isinstance(kind, type):
            return intern(data) if kind is str else data  # the same words stand in it many times
        if kind is float and isinstance(data, int):
            return float(data)
        raise NounError(f"expected {kind}, found {type(data).__name__}")

    return make


def _noun_maker(kind: type) -> _Make:
    makers: dict[str, _Make] = {}

    def make(data: Any) -> Any:
        if not isinstance(data, dict):
            raise NounError(f"expected {kind}, found {type(data).__name__}")
        if not makers:
            makers.update((name, _maker(hint)) for name, hint in typing.get_type_hints(kind).items())
        return kind(**{name: makers[name](item) for name, item in data.items()})

    return make


def _mapping_maker(keys: Any, values: Any) -> _Make:
    def make(data: Any) -> Any:
        key, value = _maker(keys), _maker(values)
        return MappingProxyType({key(k): value(v) for k, v in data.items()})

    return make


def _union_maker(kinds: tuple[Any, ...]) -> _Make:
    others = [kind for kind in kinds if kind is not type(None)]

    def make(data: Any) -> Any:
        if data is None:
            if type(None) in kinds:
                return None
            raise NounError("a value is missing")
        if len(others) != 1:
            raise NounError("only “this or nothing” is written")
        return _maker(others[0])(data)

    return make


def _tuple_maker(kinds: tuple[Any, ...]) -> _Make:
    endless = len(kinds) == 2 and kinds[1] is Ellipsis

    def make(data: Any) -> Any:
        if not isinstance(data, list):
            raise NounError(f"expected a list, found {type(data).__name__}")
        if endless:
            return tuple(map(_maker(kinds[0]), data))
        if len(kinds) != len(data):
            raise NounError(f"expected {len(kinds)} values, found {len(data)}")
        return tuple(_maker(kind)(item) for kind, item in zip(kinds, data, strict=True))

    return make
