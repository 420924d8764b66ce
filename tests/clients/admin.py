"""What an admin does in the walk: goods in, orders out, goods away again."""

from __future__ import annotations

import uuid
from typing import Any

import wire
from client import Client, done, expect, holds, invalid, refused, same, until

MARK = f"Walk {uuid.uuid4().hex[:8]}"


def stock_up(admin: Client) -> tuple[int, dict[str, Any], dict[str, Any], dict[str, Any]]:
    """The admin's goods: a category, a plain thing, sizes that share a pool, variants that do not."""
    category = expect(admin.post("/categories/", {"name": MARK}), 201, {"name": MARK, "product_count": 0})["id"]

    def make(name: str, price: Any, **more: Any) -> dict[str, Any]:
        return expect(admin.post("/products/", {"name": name, "price": price, "category_id": category} | more), 201)

    plain = make(f"{MARK} Cup", "19.90", stock=5)
    same("its category", plain["category"] | {"slug": ""}, {"id": category, "name": MARK, "slug": ""})
    pool = make(f"{MARK} Scarf", 25, stock=7, sizes=["S", "M"], description="One pool.")
    same("the pool", (pool["stock"], pool["sizes"], pool["price"]), (7, ["S", "M"], "25.00"))
    own = make(f"{MARK} Coat", "80", variants=[{"size": "S", "stock": 1}, {"size": "L", "stock": 4, "price": "90.00"}])
    same("the sum of the variants", own["stock"], 5)
    same(
        "the variants",
        [(v["size"], v["price"], v["stock"]) for v in own["variants"]],
        [("S", "80.00", 1), ("L", "90.00", 4)],
    )
    expect(admin.patch(f"/products/{own['id']}/", {"stock": 99}), 200, {"stock": 5})

    path = f"/products/{plain['id']}/"
    read = expect(admin.get(path), 200)
    expect(
        admin.put(path, read | {"name": f"{MARK} Mug", "category_id": category}),
        200,
        {"name": f"{MARK} Mug", "stock": 5},
    )
    invalid(admin.put(path, read), {"category_id": [wire.REQUIRED]})
    expect(admin.patch(path, read), 200, {"name": read["name"], "category": read["category"], "stock": 5})
    expect(admin.patch(path, {"price": 21}), 200, {"price": "21.00", "name": read["name"], "stock": 5})
    stale = admin.request("PATCH", path, {"price": 1}, {"If-Match": '"stale"'})
    same("If-Match", stale.status, 412)
    expect(admin.patch(path, {"price": "19.90"}), 200, {"price": "19.90"})
    refused(
        admin.delete(f"/categories/{category}/"), 409, "This object is still referenced by other objects.", "in_use"
    )
    done("the admin's goods: category, stock, sizes, variants, PUT of what was read, PATCH")
    return category, plain, pool, own


def manage(admin: Client, user: dict[str, Any], paid: int, cancelled: int) -> None:
    """The admin's orders: filters, shipping, a partial refund."""
    mine = {"user": user["id"]}
    expect(admin.get("/orders/", **mine), 200, {"count": 2})
    rows = expect(admin.get("/orders/", **mine, status="cancelled"), 200, {"count": 1})["results"]
    same("the cancelled order", rows[0]["id"], cancelled)
    expect(admin.get("/orders/", **mine, created_at__gte=rows[0]["created_at"]), 200, {"count": 1})
    expect(admin.get("/orders/", **mine, created_at__lte="2020-01-01T00:00:00Z"), 200, {"count": 0})
    path = f"/orders/{paid}/"
    invalid(admin.patch(path, {"status": "nonsense"}), {"status": ['"nonsense" is not a valid choice.']})
    expect(admin.patch(path, {"status": "pending"}), 409, {"code": "invalid_transition"})
    shipped = expect(
        admin.patch(path, {"status": "shipped", "tracking_number": "KL123"}), 200, {"tracking_number": "KL123"}
    )
    same("shipped", (shipped["status"], bool(shipped["shipped_at"])), ("shipped", True))
    refund = admin.post(f"/payment/{paid}/refund/", {"amount": "5.00", "reason": "requested_by_customer"})
    holds(f"refund: {refund.status} {refund.raw!r}", refund.status in (200, 201))
    until(admin, paid, "refunded_amount", "5.00")
    done("the admin's orders: filters, shipped, partly refunded")


def clear(admin: Client, category: int, goods: list[dict[str, Any]], paid: int) -> None:
    """Takes the goods away again; what was sold keeps its name."""
    elsewhere = next(entry["id"] for entry in admin.get("/categories/").body["results"] if entry["id"] != category)
    for product in goods:
        expect(admin.patch(f"/products/{product['id']}/", {"category_id": elsewhere}), 200)
        expect(admin.delete(f"/products/{product['id']}/"), 204)
        refused(Client(admin.base).get(f"/products/{product['id']}/"), 404, wire.NOT_FOUND)
    expect(admin.delete(f"/categories/{category}/"), 204)
    for line in expect(admin.get(f"/orders/{paid}/"), 200)["items"]:
        holds(
            f"a sold line lost its name or kept its product: {line}", line["product_name"] and line["product"] is None
        )
    done("goods taken away, sold lines keep their names")
