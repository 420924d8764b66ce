import { describe, expect, expectTypeOf, test } from "vitest";

import type { Client } from "./client.ts";
import type { Cart, CartItem, Order, PaymentState, Product, Profile } from "./types.ts";
import type { Page } from "./verbs.ts";

describe("the compiler knows", () => {
  test("what each call answers", () => {
    expect(({ products, cart, orders, payment, users, token }: Client) => {
      expectTypeOf(products.get(1)).resolves.toEqualTypeOf<Product>();
      expectTypeOf(products.list()).resolves.toEqualTypeOf<Page<Product>>();
      expectTypeOf(cart.get()).resolves.toEqualTypeOf<Cart>();
      expectTypeOf(cart.add({ product_id: 1 })).resolves.toEqualTypeOf<CartItem>();
      expectTypeOf(orders.place({ shipping_address: "x" })).resolves.toEqualTypeOf<Order>();
      expectTypeOf(orders.cancel(1)).resolves.toEqualTypeOf<void>();
      expectTypeOf(payment.get(1)).resolves.toEqualTypeOf<PaymentState>();
      expectTypeOf(users.me.get()).resolves.toEqualTypeOf<Profile>();
      expectTypeOf(token.create({ username: "a", password: "b" })).resolves.toEqualTypeOf<{ token: string }>();
    }).toBeTypeOf("function");
  });

  test("what a list yields", () => {
    expect(async ({ products }: Client) => {
      for await (const product of products.all({ ordering: "-price" })) expectTypeOf(product).toEqualTypeOf<Product>();
      for await (const page of products.pages()) expectTypeOf(page).toEqualTypeOf<Page<Product>>();
    }).toBeTypeOf("function");
  });

  test("that money is text", () => {
    expectTypeOf<Product["price"]>().toEqualTypeOf<string>();
    expectTypeOf<Order["total_price"]>().toEqualTypeOf<string>();
    expect(({ products }: Client) => {
      // @ts-expect-error -- a float is not an amount
      void products.create({ name: "Bowl", price: 7.1, category_id: 1 });
    }).toBeTypeOf("function");
  });

  test("that only a conditional read can answer null", () => {
    expect(({ products }: Client) => {
      expectTypeOf(products.get(1, { retries: 0 })).resolves.toEqualTypeOf<Product>();
      expectTypeOf(products.get(1, { ifNoneMatch: '"a"' })).resolves.toEqualTypeOf<Product | null>();
      expectTypeOf(products.list({}, { ifNoneMatch: '"a"' })).resolves.toEqualTypeOf<Page<Product> | null>();
    }).toBeTypeOf("function");
  });
});

describe("the compiler refuses", () => {
  test("filters and orderings that the API has not", () => {
    expect(({ products, orders }: Client) => {
      // @ts-expect-error -- no such ordering
      void products.list({ ordering: "-weight" });
      // @ts-expect-error -- no such filter
      void products.list({ colour: "Oat" });
      // @ts-expect-error -- no such status
      void orders.list({ status: "lost" });
      // @ts-expect-error -- the pages of users are not those of products
      void orders.all({ price__gte: "1.00" });
    }).toBeTypeOf("function");
  });

  test("fields that are wrong, missing or not the caller's", () => {
    expect(({ cart, orders, payment, users }: Client) => {
      // @ts-expect-error -- it is product_id
      void cart.add({ product: 1 });
      // @ts-expect-error -- a number
      void cart.add({ product_id: 1, quantity: "two" });
      // @ts-expect-error -- needs a quantity
      void cart.items.replace(1, { size: "M" });
      // @ts-expect-error -- the shop computes the total
      void orders.place({ shipping_address: "x", total_price: "0.01" });
      // @ts-expect-error -- the shop knows the amount
      void payment.start({ order_id: 1, amount: 1 });
      // @ts-expect-error -- the account is the token's
      void users.me.update({ id: 2 });
    }).toBeTypeOf("function");
  });

  test("ids and bodies in the wrong place", () => {
    expect(({ products, users }: Client) => {
      // @ts-expect-error -- which product?
      void products.get();
      // @ts-expect-error -- an id is a number
      void products.get("1");
      // @ts-expect-error -- nothing to change
      void products.update(1);
      // @ts-expect-error -- an account of one's own has no id here
      void users.me.get(1);
    }).toBeTypeOf("function");
  });
});
