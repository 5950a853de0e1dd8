"""HTML and Markdown as their readers see them, and texts that try to be markup."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token

# GitHub's dialect: tables, strikethrough, bare addresses as links, and HTML.
READER = MarkdownIt("gfm-like", {"html": True})
HOSTILE = (
    "a | b || \\| \\\\| c",
    "`x | y` ``",
    "<script>alert(1)</script> <b> <!-- --> &amp; &#65;",
    "[a](http://b.c) ![d](e) [f]: g [^1] http://h.i www.j.kl m@n.op <http://q.r>",
    "# 1. - + * > ~~~ --- === ```",
    "    indented",
    "one\ntwo\r\n\n| three |\t\x0b\x0c\x85\u2028four",
    "- [ ] *em* **strong** _em_ ~~gone~~ $x$ :smile: @who #12",
    "ends with \\",
    "\x1b[31m \u202e \ud800 \ufffe \u00a0 e\u0301\u0301\u0301\u0301\u0301\u0301",
    "",
)
texts = st.one_of(
    st.text(st.characters(), max_size=30),
    st.text("|\\`<>[]()!*_~#+-.:/&;@=$^ \n\taw1http", max_size=30),
    st.sampled_from(HOSTILE),
)


def text_of(token: Token) -> str:
    """Return the text of a paragraph or cell, which must not contain anything else."""
    parts = token.children or []
    assert {part.type for part in parts} <= {"text", "text_special"}
    return "".join(part.content for part in parts)


class Reader(HTMLParser):
    """Parse a page into its tags, with their attributes' names, and the texts between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())
