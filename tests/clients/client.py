"""A small client for the shop's API, as one writes it for a Django REST framework service: standard library only."""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Any

TIMEOUT = 30
PATIENCE = 30


@dataclass
class Answer:
    """What came back: the status, the headers, and the body as JSON where it is JSON."""

    request: str
    status: int
    headers: Message
    raw: bytes

    @property
    def body(self) -> Any:
        """The body, parsed; None when there is none."""
        if not self.raw:
            return None
        return json.loads(self.raw) if "json" in self.headers.get("Content-Type", "") else self.raw.decode()


class Client:
    """One visitor of the API: a stranger, or someone with a token."""

    def __init__(self, base: str, token: str | None = None) -> None:
        self.base = base.rstrip("/")
        self.token = token

    def url(self, path: str) -> str:
        """The absolute address of a path below /api/v1; an absolute link, such as `next`, is left as it is."""
        return path if path.startswith("http") else f"{self.base}/api/v1{path}"

    def request(self, method: str, path: str, data: Any = None, headers: dict[str, str] | None = None) -> Answer:
        """Sends `data` as JSON, or as it is when it is bytes."""
        sent = {"Accept": "application/json"}
        if self.token:
            sent["Authorization"] = f"Token {self.token}"
        if data is not None:
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        body = data if data is None or isinstance(data, bytes) else json.dumps(data).encode()
        request = urllib.request.Request(self.url(path), data=body, headers=sent, method=method)
        try:
            response = urllib.request.urlopen(request, timeout=TIMEOUT)
        except urllib.error.HTTPError as error:
            response = error
        with response:
            return Answer(f"{method} {path}", response.status, response.headers, response.read())

    def get(self, path: str, **query: Any) -> Answer:
        """GET, with the filters as keywords."""
        return self.request("GET", f"{path}?{urllib.parse.urlencode(query)}" if query else path)

    def post(self, path: str, data: Any = None) -> Answer:
        """POST."""
        return self.request("POST", path, data)

    def put(self, path: str, data: Any) -> Answer:
        """PUT."""
        return self.request("PUT", path, data)

    def patch(self, path: str, data: Any) -> Answer:
        """PATCH."""
        return self.request("PATCH", path, data)

    def delete(self, path: str) -> Answer:
        """DELETE."""
        return self.request("DELETE", path)

    def form(self, path: str, fields: dict[str, str], headers: dict[str, str] | None = None) -> Answer:
        """POST as a browser's form does."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.request("POST", path, urllib.parse.urlencode(fields).encode(), kind | (headers or {}))

    def pages(self, path: str, **query: Any) -> Iterator[dict[str, Any]]:
        """Every page of a list, by its `next` links."""
        page = self.get(path, **query).body
        yield page
        while page["next"]:
            page = self.get(page["next"]).body
            yield page

    def plain(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        """One bare exchange: no redirect is followed, no header is added."""
        sent = {"Authorization": f"Token {self.token}"} if self.token else {}
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(self.base).netloc, timeout=TIMEOUT)
        try:
            connection.request(method, f"/api/v1{path}", body=body, headers=sent | (headers or {}))
            response = connection.getresponse()
            return Answer(f"{method} {path}", response.status, response.headers, response.read())
        finally:
            connection.close()


class Failed(Exception):
    """An answer that is not what the contract says."""


def same(what: str, got: Any, wanted: Any) -> None:
    """Fails unless both are equal; of long values it shows where they part."""
    if got == wanted:
        return
    one, other = repr(wanted), repr(got)
    apart = next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    start = max(0, apart - 200) if len(one) + len(other) > 1_000 else 0
    one, other = (f"{'… ' if start else ''}{text[start : start + 500]}" for text in (one, other))
    raise Failed(f"{what}\n  expected: {one}\n  got:      {other}")


def holds(what: str, truth: Any) -> None:
    """Fails unless it is true."""
    if not truth:
        raise Failed(what)


def expect(answer: Answer, status: int, wanted: dict[str, Any] | None = None) -> Any:
    """Checks the status and the named fields (others may be there too), and returns the body."""
    said = f"{answer.request}: {answer.raw[:400]!r}"
    same(f"status of {said}", answer.status, status)
    holds(f"no X-Request-Id: {said}", answer.headers.get("X-Request-Id"))
    if status == 204:
        same(f"body of {answer.request}", answer.raw, b"")
    for key, value in (wanted or {}).items():
        holds(f"no {key!r} in {said}", isinstance(answer.body, dict) and key in answer.body)
        same(f"{key!r} in {answer.request}", answer.body[key], value)
    return answer.body


def invalid(answer: Answer, errors: dict[str, Any]) -> None:
    """Checks a refused body: 400, with these messages and no others."""
    expect(answer, 400)
    same(f"body of {answer.request}", answer.body, errors)


def refused(answer: Answer, status: int, detail: str, code: str | None = None) -> None:
    """Checks an error that is not about a field."""
    expect(answer, status, {"detail": detail} | ({"code": code} if code else {}))


def until(who: Client, order: int, field: str, value: Any) -> None:
    """Asks for an order until its field is as wanted."""
    end = time.monotonic() + PATIENCE
    while (got := expect(who.get(f"/orders/{order}/"), 200)[field]) != value:
        holds(f"{field} of order {order} is still {got!r} after {PATIENCE} s, not {value!r}", time.monotonic() < end)
        time.sleep(0.3)


def done(what: str) -> None:
    """One line for a step that held."""
    print(f"  {what}", flush=True)
