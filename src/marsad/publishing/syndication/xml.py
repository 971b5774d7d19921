"""XML made by a library, so that no word of anybody can end an element."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from lxml import etree

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for."""
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def element(name: str, namespace: str, **others: str) -> etree._Element:
    """The root of a document in a namespace; `others` are prefixes of further ones."""
    prefixes: dict[str | None, str] = {None: namespace}
    return etree.Element(f"{{{namespace}}}{name}", nsmap=prefixes | others)


def add(parent: etree._Element, name: str, text: str | None = None, /, **attributes: str) -> etree._Element:
    """Add an element, in the namespace of its parent unless the name brings its own."""
    namespace = etree.QName(parent).namespace
    child = etree.SubElement(parent, name if name.startswith("{") or not namespace else f"{{{namespace}}}{name}")
    if text is not None:
        child.text = fit(text)
    for key, value in attributes.items():
        child.set(key, fit(value))
    return child


def fit(words: str) -> str:
    """Words without what XML cannot hold."""
    return _UNFIT.sub("\ufffd", words)


def document(root: etree._Element) -> bytes:
    """The document as bytes."""
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made


def instant(at: datetime) -> str:
    """A moment as RFC 3339 has it, in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
