"""Names of people: their parts in any order and script, their sounds, their keys for search.

``parse_name`` takes a name apart, ``blocking_keys`` says under which keys it is found, ``skeleton`` shows how it
is read. Comparing two names is the work of ``habeas.identity.compare.names``.
"""

from habeas.text.names.keys import blocking_keys, skeleton
from habeas.text.names.parse import ParsedName, Part, parse_name
from habeas.text.names.roles import Role

__all__ = ["ParsedName", "Part", "Role", "blocking_keys", "parse_name", "skeleton"]
