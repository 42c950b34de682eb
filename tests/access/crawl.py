"""Somebody who opens everything that Tandem offers them, and keeps every byte of it.

A crawl follows every link and sends every form as it stands, each in a savepoint that is rolled
back, so that two crawls of one world are the same. What differs for every answer (the nonce, the
security token, the key of a form) is taken out; nothing else is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin, urlsplit
from zipfile import ZipFile, is_zipfile

from django.contrib.messages.storage.cookie import CookieStorage
from django.core import mail
from django.db import connection, transaction
from django.http import HttpRequest
from django.test import Client
from django.urls import resolve
from pypdf import PdfReader

from tandem.core import kept
from tests.factories.network import sign_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from tandem.network.models import Account

MOST = 1500  # requests; a crawl that finds more goes round in circles
MOST_ALIKE = 3  # requests to one kind of address: after three quarters one knows the figures
# Leaving, and pages about one's own passkeys and sessions, tell nothing about a family.
NOT_OURS = ("/account/", "/static/", "/demo/")
VARYING = re.compile(
    rb'nonce="[^"]*"|nonce-[^\']*|name="(?:csrfmiddlewaretoken|once|draft)" value="[^"]*"'
)
# Of a cookie the name and how it is kept; the key of a session differs every time.
KEYS_OF_A_VISIT = ("sessionid", "csrftoken")

type Form = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Asked:
    """One request: the method, the address, and what was filled in."""

    method: str
    url: str
    fields: Form = ()

    def __str__(self) -> str:
        return f"{self.method} {self.url} {dict(self.fields) or ''}".strip()


@dataclass(frozen=True)
class Heard:
    """What came back, whole, and what it cost."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    statements: int

    @property
    def text(self) -> str:
        """Everything that somebody can read in it, also in a PDF or a spreadsheet."""
        said = "\n".join(f"{name}: {value}" for name, value in self.headers)
        return f"{said}\n{readable(self.body)}"


def readable(body: bytes) -> str:
    """The words of a page or a file."""
    if body.startswith(b"%PDF"):
        paper = PdfReader(BytesIO(body))
        return "\n".join([str(paper.metadata), *(page.extract_text() for page in paper.pages)])
    if is_zipfile(BytesIO(body)):
        with ZipFile(BytesIO(body)) as file:
            parts = [file.read(name).decode("utf-8", "replace") for name in file.namelist()]
        return "\n".join([*file.namelist(), *parts])
    return body.decode("utf-8", "replace")


def _bare(body: bytes) -> bytes:
    """The body without what differs for every answer; of a spreadsheet what is in it.

    The file around it says when it was packed, to the second.
    """
    return readable(body).encode() if body.startswith(b"PK") else VARYING.sub(b"", body)


def _headers(answer: Any) -> tuple[tuple[str, str], ...]:
    """Every header, the length of the body too, and every cookie; a notice in a cookie is read."""
    said = [
        (name, VARYING.sub(b"", value.encode()).decode()) for name, value in answer.headers.items()
    ]
    if answer.get("Content-Type", "").endswith("sheet"):
        said = [(name, value) for name, value in said if name != "Content-Length"]
    notices: Any = CookieStorage(HttpRequest())
    for name, cookie in answer.cookies.items():
        value = "" if name in KEYS_OF_A_VISIT else cookie.value
        if name == "messages" and value:
            value = str([str(one) for one in notices._decode(value) or ()])
        kept_how = {part: how for part, how in sorted(cookie.items()) if how}
        said.append(("Set-Cookie", f"{name}={value} {kept_how}"))
    return tuple(said)


class _Page(HTMLParser):
    """The links of a page, and its forms as they stand: nothing typed, the first choice chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[tuple[str, str, dict[str, str]]] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.links += [found[name] for name in ("href", "src", "hx-get") if name in found]
        if tag == "form":
            method = found.get("method", "get").lower()
            self.forms.append((method, found.get("action", ""), {}))
        elif self.forms and tag in {"input", "select", "textarea", "option", "button"}:
            self._control(tag, found)

    def _control(self, tag: str, found: dict[str, str]) -> None:
        fields = self.forms[-1][2]
        if tag == "select":
            self._select = found.get("name", "")
        elif tag == "option" and self._select:
            if found.get("value") and (self._select not in fields or "selected" in found):
                fields[self._select] = found["value"]
        elif found.get("type") in {"checkbox", "radio"}:
            if "checked" in found:
                fields[found.get("name", "")] = found.get("value", "on")
        elif found.get("name") not in {None, "", "once", "draft", "csrfmiddlewaretoken"}:
            fields[found["name"]] = found.get("value", "")


class _Count:
    """How many statements went to the database."""

    def __init__(self) -> None:
        self.found = 0

    def __call__(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        self.found += 1
        return execute(sql, params, many, context)


@dataclass
class Crawl:
    """One person's crawl through one world."""

    account: Account | None  # or somebody who is not signed in
    at: datetime
    heard: dict[Asked, Heard] = field(default_factory=dict)
    mails: list[str] = field(default_factory=list)
    keep: Callable[[], object] | None = None  # looks at the database after every request

    def through(self, urls: Iterable[str], *, forms: bool = True) -> Crawl:
        """Open these addresses, and everything that they lead to."""
        waiting = [Asked("get", url) for url in urls]
        asked_for = set(waiting)
        alike: Counter[str] = Counter()
        while waiting:
            asked = waiting.pop(0)
            kind = f"{asked.method} {resolve(urlsplit(asked.url).path).view_name}"
            if asked in self.heard or (alike[kind] >= MOST_ALIKE and asked not in asked_for):
                continue
            alike[kind] += 1
            assert len(self.heard) < MOST, f"too many addresses: {asked}"
            answer = self.ask(asked)
            if asked.method == "get" or asked.url == "/huishoudens/nieuw/":
                waiting += self._further(asked, answer, forms=forms)
        return self

    def ask(self, asked: Asked) -> Heard:
        """One request; nothing of it stays behind but what was heard."""
        before = len(mail.outbox)
        with transaction.atomic():
            client = Client(raise_request_exception=False)
            if self.account is not None:
                sign_in(client, self.account, at=self.at)
            statements = _Count()
            with connection.execute_wrapper(statements):
                answer = self._send(client, asked)
            body = _bare(answer.content)
            if self.keep is not None:
                self.keep()
            transaction.set_rollback(True)
        self.mails += [str(one.message()) for one in mail.outbox[before:]]
        found = Heard(answer.status_code, _headers(answer), body, statements.found)
        self.heard[asked] = found
        return found

    def _send(self, client: Client, asked: Asked) -> Any:
        if asked.method == "get":
            return client.get(asked.url)
        once = {} if self.account is None else {"once": kept.new_key(self.account.pk)}
        return client.post(asked.url, {**dict(asked.fields), **once})

    def _further(self, asked: Asked, answer: Heard, *, forms: bool) -> Iterator[Asked]:
        kinds = dict(answer.headers)
        if "Location" in kinds:
            yield from _inside(asked.url, kinds["Location"])
        if not kinds.get("Content-Type", "").startswith("text/html"):
            return
        page = _Page()
        page.feed(answer.body.decode())
        for link in page.links:
            yield from _inside(asked.url, link)
        for method, action, fields in page.forms if forms else ():
            for found in _inside(asked.url, action or asked.url):
                yield Asked(method, found.url, tuple(sorted(fields.items())))


def _inside(here: str, link: str) -> Iterator[Asked]:
    """The address of a link, when it is one of Tandem's own pages."""
    url = urldefrag(urljoin(f"http://testserver{here}", link)).url
    parts = urlsplit(url)
    if parts.netloc == "testserver" and not parts.path.startswith(NOT_OURS):
        yield Asked("get", parts.path + (f"?{parts.query}" if parts.query else ""))
