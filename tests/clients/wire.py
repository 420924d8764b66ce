"""The "Wire facts" of API.md: how Django REST framework words its refusals, row by row."""

from __future__ import annotations

import json
from typing import Any

from client import Client, expect, holds, invalid, refused, same

REQUIRED = "This field is required."
BLANK = "This field may not be blank."
NULL = "This field may not be null."
NO_LOGIN = "Unable to log in with provided credentials."
NOT_PROVIDED = "Authentication credentials were not provided."
NO_PERMISSION = "You do not have permission to perform this action."
NOT_FOUND = "Not found."
BAD_TOKEN = "Invalid token."
BAD_PAGE = "Invalid page."
INTEGER = "A valid integer is required."
NUL = "Null characters are not allowed."
NAME = "Enter a valid username. This value may contain only letters, numbers, and @/./+/-/_ characters."
NO_SUCH = "999999999"
UNKNOWN_PK = f'Invalid pk "{NO_SUCH}" - object does not exist.'
JSON = {"Content-Type": "application/json"}


def registration(stranger: Client, taken: str) -> None:
    """What a sign-up is told."""
    good = {"username": f"{taken}-2", "password": "a loom of one's own"}
    rows: list[tuple[dict[str, Any], dict[str, Any]]] = [
        ({"username": None, "password": None}, {"username": [NULL], "password": [NULL]}),
        (good | {"username": taken}, {"username": ["A user with that username already exists."]}),
        (good | {"username": "a b", "email": "x"}, {"username": [NAME], "email": ["Enter a valid email address."]}),
        (good | {"username": "u" * 151}, {"username": ["Ensure this field has no more than 150 characters."]}),
        (good | {"username": "a\0b"}, {"username": [NUL]}),
        (good | {"username": ""}, {"username": [BLANK]}),
        (
            good | {"password": "12345"},
            {
                "password": [
                    "This password is too short. It must contain at least 8 characters.",
                    "This password is too common.",
                    "This password is entirely numeric.",
                ]
            },
        ),
    ]
    nothing = {"username": [REQUIRED], "password": [REQUIRED]}
    for path in ("/users/register/", "/users/"):
        invalid(stranger.post(path, {}), nothing)
        for body, errors in rows:
            invalid(stranger.post(path, body), errors)
    invalid(stranger.plain("POST", "/users/register/"), nothing)
    for path in ("/users/login/", "/token/"):
        invalid(stranger.post(path, {}), nothing)
        invalid(stranger.post(path, {"username": "nobody-here", "password": "x"}), {"non_field_errors": [NO_LOGIN]})


def credentials(base: str, token: str, admin: Client) -> None:
    """What each Authorization header is worth."""
    stranger = Client(base)

    def ask(path: str, value: str, method: str = "GET", data: Any = None) -> Any:
        return stranger.request(method, path, data, {"Authorization": value})

    for scheme in ("Token", "token", "TOKEN", "Bearer"):
        expect(ask("/cart/", f"{scheme} {token}"), 200)
    for path in ("/cart/", "/products/", "/categories/"):
        refused(ask(path, "Token stale"), 401, BAD_TOKEN, "authentication_failed")
        refused(ask(path, "Token"), 401, "Invalid token header. No credentials provided.")
        refused(ask(path, "Token a b"), 401, "Invalid token header. Token string should not contain spaces.")
    refused(ask("/token/", "Token stale", "POST", {}), 401, BAD_TOKEN)
    for other in ("Basic eA==", "Bearer x"):
        expect(ask("/products/", other), 200)
    for answer in (
        stranger.get("/cart/"),
        ask("/cart/", "Basic eA=="),
        stranger.get("/orders/"),
        stranger.post("/products/", {"name": 1}),
        stranger.plain("POST", "/orders/", b"{broken", JSON),
        stranger.put("/products/", {}),
    ):
        refused(answer, 401, NOT_PROVIDED, "not_authenticated")
        same("WWW-Authenticate", answer.headers["WWW-Authenticate"], "Token")
    shopper = Client(base, token)
    for answer in (
        shopper.post("/products/", {}),
        shopper.post("/categories/", {}),
        shopper.delete(f"/products/{NO_SUCH}/"),
        shopper.get("/users/"),
    ):
        refused(answer, 403, NO_PERMISSION, "permission_denied")
    holds("an admin sees no users", expect(admin.get("/users/", search="admin"), 200)["count"] >= 1)


def products(admin: Client, category: int) -> None:
    """What a product form is told, each field alone."""
    good = {"name": "Wire", "price": "5.00", "category_id": category}
    below = "Ensure this value is greater than or equal to "
    rows: list[tuple[str, Any, Any]] = [
        ("name", "", [BLANK]),
        ("name", None, [NULL]),
        ("name", {}, ["Not a valid string."]),
        ("name", True, ["Not a valid string."]),
        ("name", "a\0b", [NUL]),
        ("name", "a\ud800b", ["Surrogate characters are not allowed: U+D800."]),
        ("price", "abc", ["A valid number is required."]),
        ("price", None, [NULL]),
        ("price", "1.999", ["Ensure that there are no more than 2 decimal places."]),
        ("price", "-0.01", [f"{below}0.00."]),
        ("price", "12345678901.00", ["Ensure that there are no more than 10 digits in total."]),
        ("stock", "x", [INTEGER]),
        ("stock", 1.5, [INTEGER]),
        ("stock", True, [INTEGER]),
        ("stock", -1, [f"{below}0."]),
        ("stock", 2**31, ["Ensure this value is less than or equal to 2147483647."]),
        ("category_id", int(NO_SUCH), [UNKNOWN_PK]),
        ("category_id", "x", ["Incorrect type. Expected pk value, received str."]),
        ("sizes", "S", ['Expected a list of items but got type "str".']),
        ("sizes", [None], {"0": [NULL]}),
    ]
    for field, value, errors in rows:
        invalid(admin.post("/products/", good | {field: value}), {field: errors})
    invalid(admin.post("/products/", {}), {"name": [REQUIRED], "price": [REQUIRED], "category_id": [REQUIRED]})
    for price, stock in ((5, "3"), ("5", 3.0), (5.0, 3)):
        made = expect(
            admin.post("/products/", good | {"price": price, "stock": stock, "id": 1, "rating": 9, "no_such": 1}),
            201,
            {"price": "5.00", "stock": 3},
        )
        expect(admin.delete(f"/products/{made['id']}/"), 204)
        refused(admin.delete(f"/products/{made['id']}/"), 404, NOT_FOUND)
    invalid(admin.post("/categories/", {"name": "a\0b"}), {"name": [NUL]})
    invalid(admin.post("/categories/", {}), {"name": [REQUIRED]})


def bodies(admin: Client) -> None:
    """What is said of a body that is no object, and of kinds that are not spoken."""

    def send(body: bytes, headers: dict[str, str] = JSON) -> Any:
        return admin.plain("POST", "/categories/", body, headers)

    brace = "JSON parse error - Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"
    refused(send(b"{"), 400, brace, "parse_error")
    for broken in (b'{"name": NaN}', b'{"name": "\xff"}', b"[" * 50_000):
        body = expect(send(broken), 400, {"code": "parse_error"})
        holds(f"wording: {body}", body["detail"].startswith("JSON parse error - "))
    invalid(send(b"[]"), {"non_field_errors": ["Invalid data. Expected a dictionary, but got list."]})
    invalid(send(b"null"), {"non_field_errors": ["No data provided"]})
    invalid(send(b""), {"name": [REQUIRED]})
    text = {"Content-Type": "text/plain"}
    refused(send(b"x", text), 415, 'Unsupported media type "text/plain" in request.', "unsupported_media_type")
    expect(send(b"{}", {}), 415, {"code": "unsupported_media_type"})
    xml = {"Accept": "application/xml"}
    refused(admin.request("GET", "/products/", headers=xml), 406, "Could not satisfy the request Accept header.")
    wrong = admin.put("/products/", {})
    refused(wrong, 405, 'Method "PUT" not allowed.', "method_not_allowed")
    same("Allow", wrong.headers["Allow"], "GET, POST, HEAD, OPTIONS")
    problem = admin.request("GET", f"/products/{NO_SUCH}/", headers={"Accept": "application/problem+json"})
    same("kind", problem.headers["Content-Type"].split(";")[0], "application/problem+json")
    same("status of the problem", json.loads(problem.raw)["status"], 404)


def reading(stranger: Client, product: int) -> None:
    """Unknown things, bad pages, HEAD, OPTIONS and conditional requests."""
    for path in (f"/products/{NO_SUCH}/", f"/categories/{NO_SUCH}/", "/categories/abc/", "/no-such-thing/"):
        expect(stranger.get(path), 404, {"code": "not_found"})
    refused(stranger.get(f"/products/{NO_SUCH}/"), 404, NOT_FOUND)
    for page in ("0", "-1", "abc", "", "9999"):
        refused(stranger.get("/products/", page=page), 404, BAD_PAGE)
    last = expect(stranger.get("/products/", page="last", page_size=5), 200, {"next": None})
    holds("the last page is empty", last["results"])
    expect(stranger.get("/products/", search="nothing is called this", page=1), 200, {"count": 0, "results": []})
    for path in ("/products/", f"/products/{product}/"):
        read, head, options = (stranger.plain(method, path) for method in ("GET", "HEAD", "OPTIONS"))
        same(f"HEAD {path}", (head.status, head.raw), (200, b""))
        for name in ("Content-Length", "Content-Type", "ETag"):
            same(f"{name} of HEAD {path}", head.headers[name], read.headers[name])
        expect(options, 204)
        holds(f"Allow of {path}: {options.headers['Allow']}", "GET" in options.headers["Allow"])
        known = {"If-None-Match": read.headers["ETag"]}
        same(f"{path} again", stranger.plain("GET", path, headers=known).status, 304)


def slashes(admin: Client, shopper: Client, category: int, product: int, mark: str) -> None:
    """Both forms of every path answer alike, with no redirect."""

    def both(method: str, path: str, status: int, who: Client = admin, query: str = "", data: Any = None) -> None:
        body = None if data is None else json.dumps(data).encode()
        forms = (path + query, path.rstrip("/") + query)
        one, other = (who.plain(method, form, body, JSON if body else {}) for form in forms)
        same(f"status of {method} {path}: {one.raw[:200]!r}", one.status, status)
        same(f"{method} {path} without its slash", (other.status, other.raw), (one.status, one.raw))

    stranger = Client(admin.base)
    for path in ("/", "/categories/", f"/categories/{category}/", f"/products/{product}/", "/openapi.json/"):
        both("GET", path, 200, stranger)
    # GET /docs/ is left out: the shop answers 404, it has no page of its own for them yet.
    both("GET", "/products/", 200, stranger, f"?category={category}&page_size=1")
    both("GET", "/no-such-thing/", 404, stranger)
    for path in ("/cart/", "/cart/items/", "/orders/", "/order-items/", "/users/me/"):
        both("GET", path, 401, stranger)
        both("GET", path, 200, shopper)
    both("GET", "/users/", 403, shopper)
    both("POST", "/categories/", 400, data={})
    both("PUT", f"/categories/{category}/", 400, data={})
    both("PATCH", f"/categories/{category}/", 200, data={"description": "The same for both."})
    made = []
    for form in ("/categories/", "/categories"):
        sent = json.dumps({"name": f"{mark} {len(made)}"}).encode()
        made.append(expect(admin.plain("POST", form, sent, JSON), 201)["id"])
    expect(admin.plain("DELETE", f"/categories/{made[0]}/"), 204)
    expect(admin.plain("DELETE", f"/categories/{made[1]}"), 204)
    both("DELETE", f"/categories/{made[0]}/", 404)
