"""An English page -> the same page with every Chinese text in it marked as Chinese, so that it is read out as such (WCAG 3.1.2)."""

from __future__ import annotations

import re
from html.parser import HTMLParser

ZH = "zh-Hans-CN"
_HAN = re.compile(r"[㐀-鿿]")
_RUN = re.compile(r"[\u3000-\u303f㐀-鿿\uff00-\uffef](?:.*[\u3000-\u303f㐀-鿿\uff00-\uffef])?", re.S)
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_WHOLE = {"title", "option", "text", "textarea"}  # no element may stand within their text
_CODE = {"script", "style"}


def marked(page: str) -> str:
    """`page`, in which `lang` says what is Chinese."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "".join(reader.parts)


class _Reader(HTMLParser):
    """Copies a page; `open` holds the elements around: name, language, and where its tag stands among the parts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self.open: list[tuple[str, str, int]] = [("", "", 0)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append((tag, dict(attrs).get("lang") or self.open[-1][1], len(self.parts)))
        self.parts.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag, attrs
        self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self.open[-1][0]:
            self.open.pop()
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        tag, language, place = self.open[-1]
        if tag in _CODE or language.startswith("zh") or not _HAN.search(data):
            self.parts.append(data)
        elif tag in _WHOLE:
            self.open[-1] = tag, ZH, place
            self.parts[place] = re.sub(rf"^<{tag}", rf'\g<0> lang="{ZH}"', self.parts[place])
            self.parts.append(data)
        else:
            self.parts.append(_RUN.sub(lambda run: f'<span lang="{ZH}">{run[0]}</span>', data))

    def handle_entityref(self, name: str) -> None:
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.parts.append(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self.parts.append(f"<!{decl}>")
