"""Walks through the whole shop over its API: python3 tests/clients/shop.py http://localhost:3000."""

from __future__ import annotations

import sys
import uuid
from decimal import Decimal
from typing import Any

sys.dont_write_bytecode = True

import wire
from admin import MARK, clear, manage, stock_up
from client import Client, Failed, done, expect, holds, invalid, refused, same, until

PASSWORD = "a loom of one's own"
ADDRESS = "Robin Ash, 214 Alder St, Portland OR 97205"


def register(base: str, path: str = "/users/register/") -> tuple[Client, dict[str, Any]]:
    """A new user and the client that has its token."""
    name = f"walker-{uuid.uuid4().hex[:10]}"
    sent = {"username": name, "password": PASSWORD, "email": f"{name}@mail.example"}
    made = expect(Client(base).post(path, sent), 201)
    user = {"id": made["user"]["id"], "username": name, "email": sent["email"]}
    same("the new user", {key: made["user"].get(key) for key in user}, user)
    holds("a password left", "password" not in str(made["user"]))
    return Client(base, made["token"]), user


def sign_in(base: str) -> tuple[Client, dict[str, Any], Client]:
    """Accounts: register, sign in by name and by e-mail, the wrong password, and the admin by a form."""
    shopper, user = register(base)
    register(base, "/users/")
    stranger = Client(base)
    for path in ("/users/login/", "/token/"):
        for name in (user["username"], user["email"]):
            holds("no token", expect(stranger.post(path, {"username": name, "password": PASSWORD}), 200)["token"])
        wrong = stranger.post(path, {"username": user["username"], "password": "not this one"})
        invalid(wrong, {"non_field_errors": [wire.NO_LOGIN]})
    form = {"username": "admin", "password": "admin-loom-2026"}
    admin = Client(base, expect(stranger.form("/token/", form), 200)["token"])
    parts = "".join(
        f'--edge\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in form.items()
    )
    kind = {"Content-Type": "multipart/form-data; boundary=edge"}
    expect(stranger.request("POST", "/token/", f"{parts}--edge--\r\n".encode(), kind), 200)
    me = expect(shopper.get("/users/me/"), 200, user)
    expect(shopper.patch("/users/me/", me | {"first_name": "Robin"}), 200, user | {"first_name": "Robin"})
    expect(shopper.get(f"/users/{user['id']}/"), 200, {"first_name": "Robin"})
    refused(shopper.get("/users/1/"), 404, wire.NOT_FOUND)
    done("accounts: register, sign in, wrong password, profile")
    return shopper, user, admin


def browse(base: str, category: int, product: dict[str, Any]) -> None:
    """Lists: pages by their links, search, ordering, filters; and one product."""
    stranger = Client(base)
    names = [entry["name"] for page in stranger.pages("/categories/", page_size=3) for entry in page["results"]]
    holds(f"{MARK} is not among the categories", MARK in names)
    found = [
        entry for page in stranger.pages("/products/", category=category, page_size=2) for entry in page["results"]
    ]
    same("products of the category", len({entry["id"] for entry in found}), 3)
    first = expect(stranger.get("/products/", page_size=4, ordering="price"), 200, {"previous": None})
    holds(f"next is not absolute: {first['next']}", first["next"].startswith(f"{base}/api/v1/products/?"))
    holds(f"next lost a parameter: {first['next']}", "ordering=price" in first["next"] and "page=2" in first["next"])
    second = expect(stranger.get(first["next"]), 200)
    holds("previous of page 2 has a page", "page=" not in second["previous"].replace("page_size=", ""))
    same("back again", stranger.get(second["previous"]).body["results"], first["results"])
    holds("page_size is not cut", len(stranger.get("/products/", page_size=1000).body["results"]) <= 100)

    def prices(**query: Any) -> list[Decimal]:
        return [Decimal(entry["price"]) for entry in expect(stranger.get("/products/", **query), 200)["results"]]

    cheap = prices(ordering="price", page_size=100)
    same("ordering=price", cheap, sorted(cheap))
    same(
        "ordering=-price", prices(ordering="-price", category=category), sorted(prices(category=category), reverse=True)
    )
    holds("price filters", all(20 <= price <= 50 for price in prices(price__gte=20, price__lte=50)))
    expect(stranger.get("/products/", category=category, price__gte="25.00", price__lte="25.00"), 200, {"count": 1})
    expect(stranger.get("/products/", search=f"{MARK} Cup"), 200, {"count": 1})
    expect(stranger.get("/products/", category=category, size="M"), 200, {"count": 1})
    expect(stranger.get("/products/", category=category, in_stock="true"), 200, {"count": 3})
    slug = expect(stranger.get(f"/categories/{category}/"), 200, {"id": category, "product_count": 3})["slug"]
    expect(stranger.get("/products/", category__slug=slug), 200, {"count": 3})
    shown = {key: product[key] for key in ("id", "name", "description", "sizes", "category")}
    expect(stranger.get(f"/products/{product['id']}/"), 200, shown | {"price": "19.90", "stock": 5})
    done("browsing: pages, search, ordering, filters, a product")


def fill_cart(shopper: Client, plain: dict[str, Any], pool: dict[str, Any], own: dict[str, Any]) -> None:
    """The cart: both paths, choices, PATCH, PUT, DELETE, and what it refuses."""
    expect(shopper.get("/cart/"), 200, {"items": [], "total_price": "0.00"})
    cup = {"product_id": plain["id"]}
    line = expect(shopper.post("/cart/", cup), 201, {"quantity": 1, "size": "", "price": "19.90", "subtotal": "19.90"})
    same("the product of the line", line["product"]["id"], plain["id"])
    expect(
        shopper.post("/cart/items/", cup | {"quantity": 2}), 201, {"id": line["id"], "quantity": 3, "subtotal": "59.70"}
    )
    for path in ("/cart/", "/cart/items/"):
        invalid(shopper.post(path, cup | {"quantity": 3}), {"quantity": ["Only 5 left in stock."]})
        invalid(
            shopper.post(path, cup | {"quantity": 0}),
            {"quantity": ["Ensure this value is greater than or equal to 1."]},
        )
        invalid(shopper.post(path, cup | {"quantity": "x"}), {"quantity": [wire.INTEGER]})
        invalid(shopper.post(path, {"product_id": int(wire.NO_SUCH)}), {"product_id": [wire.UNKNOWN_PK]})
        invalid(shopper.post(path, {}), {"product_id": [wire.REQUIRED]})
        wrong = {"product_id": pool["id"], "size": "XXL"}
        invalid(shopper.post(path, wrong), {"size": ['"XXL" is not a valid choice.']})
        item = f"{path}{line['id']}/"
        expect(shopper.get(item), 200, {"quantity": 3})
        expect(shopper.patch(item, {"quantity": 4}), 200, {"quantity": 4, "subtotal": "79.60"})
        invalid(shopper.patch(item, {"quantity": 6}), {"quantity": ["Only 5 left in stock."]})
        expect(shopper.put(item, {"quantity": "3"}), 200, {"quantity": 3})
        invalid(shopper.put(item, {}), {"quantity": [wire.REQUIRED]})
    unchosen = expect(shopper.post("/cart/", {"product_id": own["id"]}), 400)
    holds(f"a coat without a size: {unchosen}", list(unchosen) == ["size"])
    expect(shopper.post("/cart/", {"product_id": own["id"], "size": "L"}), 201, {"size": "L", "price": "90.00"})
    small = expect(
        shopper.post("/cart/", {"product_id": own["id"], "variant_id": own["variants"][0]["id"]}), 201, {"size": "S"}
    )
    sized = expect(shopper.post("/cart/", {"product_id": pool["id"], "size": "M", "quantity": 2}), 201, {"size": "M"})
    loose = expect(shopper.post("/cart/items/", {"product_id": pool["id"]}), 201, {"quantity": 1})
    for item in (f"/cart/{loose['id']}/", f"/cart/items/{small['id']}/"):
        expect(shopper.delete(item), 204)
        refused(shopper.delete(item), 404, wire.NOT_FOUND)
    again = expect(shopper.post("/cart/", {"product_id": pool["id"], "size": "S"}), 201)
    expect(shopper.patch(f"/cart/{again['id']}/", {"size": "M"}), 200, {"size": "M", "quantity": 3})
    expect(shopper.get("/cart/items/"), 200, {"count": 3})
    total = {"subtotal": "224.70", "total_price": "224.70"}
    ids = {entry["product"]["id"] for entry in expect(shopper.get("/cart/"), 200, total)["items"]}
    same("products in the cart", ids, {plain["id"], pool["id"], own["id"]})
    holds("the merged line is lost", sized["size"] == "M")
    done("the cart: add, choose, merge, PATCH, PUT, DELETE, too much")


def pay(shopper: Client, order: int) -> None:
    """Pays an order on the sandbox, as Stripe's own client in the browser does."""
    asked = expect(shopper.post("/payment/", {"order_id": order}), 200, {"amount": 22470})
    same("currency", asked["currency"].lower(), "usd")
    same("asked again", shopper.post("/payment/", {"order_id": order}).body, asked)
    sent = {"client_secret": asked["client_secret"], "payment_method": "pm_card_visa"}
    confirm = f"{shopper.base}/sandbox/v1/payment_intents/{asked['payment_intent_id']}/confirm"
    paid = Client(shopper.base).form(confirm, sent, {"Authorization": f"Bearer {asked['publishable_key']}"})
    same(f"the sandbox's answer {paid.raw[:200]!r}", paid.status, 200)
    until(shopper, order, "status", "paid")


def order(shopper: Client, user: dict[str, Any], other: Client, pool: dict[str, Any], admin: Client) -> tuple[int, int]:
    """Orders: place, pay, cancel; and what neither the owner nor anyone else may do."""
    product = f"/products/{pool['id']}/"
    expect(admin.patch(product, {"stock": 2}), 200)
    refused(
        shopper.post("/orders/", {"shipping_address": ADDRESS}),
        409,
        f'Not enough stock for "{pool["name"]}".',
        "out_of_stock",
    )
    expect(admin.patch(product, {"stock": 7}), 200, {"stock": 7})
    expect(shopper.get("/cart/items/"), 200, {"count": 3})
    wanted = {"user": user["id"], "status": "pending", "total_price": "224.70", "shipping_price": "0.00"}
    placed = expect(
        shopper.post("/orders/", {"shipping_address": ADDRESS}), 201, wanted | {"shipping_address": ADDRESS}
    )
    lines = {(entry["product_name"], entry["size"], entry["quantity"], entry["price"]) for entry in placed["items"]}
    wares = {(f"{MARK} Cup", "", 3, "19.90"), (f"{MARK} Scarf", "M", 3, "25.00"), (f"{MARK} Coat", "L", 1, "90.00")}
    same("the lines", lines, wares)
    holds("lines of another order", all(entry["order"] == placed["id"] for entry in placed["items"]))
    refused(shopper.post("/orders/", {"shipping_address": ADDRESS}), 400, "Your cart is empty.")
    expect(shopper.get(product), 200, {"stock": 4})
    path = f"/orders/{placed['id']}/"
    refused(shopper.patch(path, {"status": "paid"}), 403, "Only an admin may change the status of an order.")
    expect(
        shopper.patch(path, {"note": "Ring twice.", "total_price": "0.01"}),
        200,
        {"note": "Ring twice.", "total_price": "224.70"},
    )
    invalid(shopper.put(path, {}), {"shipping_address": [wire.REQUIRED]})
    expect(shopper.put(path, {"shipping_address": ADDRESS}), 200, {"status": "pending"})
    foreign = [
        other.get(path),
        other.patch(path, {"note": ""}),
        other.delete(path),
        other.get(f"/payment/{placed['id']}/"),
    ]
    foreign += [
        other.post("/payment/", {"order_id": placed["id"]}),
        other.get(f"/order-items/{placed['items'][0]['id']}/"),
    ]
    for answer in foreign:
        refused(answer, 404, wire.NOT_FOUND, "not_found")
    refused(shopper.post("/order-items/", {}), 403, wire.NO_PERMISSION)
    expect(shopper.get("/order-items/", order=placed["id"]), 200, {"count": 3})
    done("an order: placed once, totals, stock held, what is forbidden")

    invalid(shopper.post("/payment/", {}), {"order_id": [wire.REQUIRED]})
    pay(shopper, placed["id"])
    expect(shopper.get(f"/payment/{placed['id']}/"), 200)
    refused(
        shopper.post("/payment/", {"order_id": placed["id"]}), 409, "Only a pending order can be paid.", "not_payable"
    )
    refused(shopper.delete(path), 409, "Only a pending order can be cancelled.")
    refused(shopper.put(path, {"shipping_address": "x"}), 409, "Only a pending order can be changed.")
    done("paid on the sandbox")

    expect(shopper.post("/cart/", {"product_id": pool["id"], "quantity": 2, "size": "S"}), 201)
    second = expect(shopper.post("/orders/", {"shipping_address": ADDRESS}), 201, {"total_price": "50.00"})["id"]
    expect(shopper.get(product), 200, {"stock": 2})
    expect(shopper.delete(f"/orders/{second}/"), 204)
    expect(shopper.delete(f"/orders/{second}/"), 204)
    expect(shopper.get(f"/orders/{second}/"), 200, {"status": "cancelled"})
    expect(shopper.get(product), 200, {"stock": 4})
    same(
        "newest first",
        [entry["id"] for entry in expect(shopper.get("/orders/"), 200)["results"]],
        [second, placed["id"]],
    )
    done("cancelled: the record stays, the stock is back once")
    return placed["id"], second


def leave(base: str, shopper: Client, user: dict[str, Any], admin: Client, paid: int) -> None:
    """Signing out kills one token; closing the account keeps its orders."""
    login = {"username": user["username"], "password": PASSWORD}
    second = Client(base, expect(Client(base).post("/users/login/", login), 200)["token"])
    expect(shopper.post("/users/logout/"), 204)
    dead = shopper.get("/cart/")
    same("a dead token", (dead.status, dead.body), (401, {"detail": wire.BAD_TOKEN, "code": "authentication_failed"}))
    same("WWW-Authenticate", dead.headers["WWW-Authenticate"], "Token")
    expect(second.get("/cart/"), 200)
    expect(second.delete("/users/me/"), 204)
    refused(second.get("/cart/"), 401, wire.BAD_TOKEN)
    expect(admin.get(f"/orders/{paid}/"), 200, {"user": None, "total_price": "224.70"})
    done("signed out, account closed, the order stays")


def main(base: str) -> None:
    """The walk, from the first account to the last deletion."""
    stranger = Client(base)
    shopper, user, admin = sign_in(base)
    category, *goods = stock_up(admin)
    try:
        wire.registration(stranger, user["username"])
        wire.credentials(base, shopper.token or "", admin)
        wire.products(admin, category)
        wire.bodies(admin)
        wire.reading(stranger, goods[0]["id"])
        wire.slashes(admin, shopper, category, goods[0]["id"], MARK)
        # POST /chat/ is left out: the shop answers 404, it has no chat in its API yet.
        done("wire facts: wording, codes, both forms of every path")
        browse(base, category, goods[0])
        fill_cart(shopper, *goods)
        paid, cancelled = order(shopper, user, register(base)[0], goods[1], admin)
        manage(admin, user, paid, cancelled)
        leave(base, shopper, user, admin, paid)
        clear(admin, category, goods, paid)
    except Failed:
        for product in goods:
            admin.delete(f"/products/{product['id']}/")
        raise
    print("ok")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        main(sys.argv[1].rstrip("/"))
    except (Failed, OSError, KeyError, TypeError, ValueError) as failure:
        sys.exit(f"{type(failure).__name__}: {failure}")
