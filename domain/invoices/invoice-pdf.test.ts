import { eq } from "drizzle-orm";
import fc from "fast-check";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";

import { InvoiceSheet } from "@/components/account/invoice-sheet";
import { db } from "@/db";
import { orders, products, translations } from "@/db/schema";
import { english, translatorWith } from "@/messages/all";
import { invoiceView } from "@/model/invoice-view";
import type { Invoice } from "@/model/invoices";
import type { Locale } from "@/model/locales";
import { marketOfLocale } from "@/model/markets";
import { newGuest, newProduct, newUser } from "@/tests/helpers";

import { addToCart } from "../cart/add-to-cart";
import { placeOrder } from "../orders/place-order";
import { invoicePdf } from "./invoice-pdf";
import { getInvoice } from "./invoices";

const LINE = fc.record({
  name: fc.constantFrom(
    "Stoneware Candle",
    "Łódź Throw, żółty",
    "Crème brûlée dish — small",
    `A very long name ${"of linen and wool ".repeat(8)}`,
    "Unbroken".repeat(18),
  ),
  color: fc.constantFrom<string>("", "Moss", "Écru"),
  price: fc.integer({ min: 50, max: 999_999 }).map((cents) => (cents / 100).toFixed(2)),
  quantity: fc.integer({ min: 1, max: 99 }),
});
const ORDERS = fc.record({
  lines: fc.array(LINE, { minLength: 1, maxLength: 45 }),
  name: fc.constantFrom(
    "Robin Ash",
    "Zoë Šťastná",
    "O'Brien & Søn <Ltd>",
    "Олена Їжак",
    "Ελένη Ώριμου",
    "Nguyễn Thị Hằng",
  ),
  country: fc.constantFrom("US", "PT", "DE"),
});
type Drawn = typeof ORDERS extends fc.Arbitrary<infer T> ? T : never;

/** The invoice of an order that was really placed, on the pages of a language. */
async function invoiceOf({ lines, name, country }: Drawn, locale: Locale = "en"): Promise<Invoice> {
  const shopper = { ...(await newUser()), locale, market: marketOfLocale(locale) };
  for (const { name: product_name, color, price, quantity } of lines) {
    const product = await newProduct({ price, variants: [{ color, stock: 99 }] });
    await db().update(products).set({ name: product_name.trim() }).where(eq(products.id, product.id));
    await addToCart(shopper, { product_id: product.id, quantity });
  }
  const shipping = { name, line1: "214 Alder St", city: "Portland", region: "OR", postal_code: "97205", country };
  const { id } = await placeOrder(shopper, { shipping });
  await db().update(orders).set({ status: "paid", paid_at: new Date() }).where(eq(orders.id, id));
  return getInvoice(shopper, { id });
}

const squeezed = (text: string) => text.replaceAll(/\s+/g, "");
const ENTITIES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&#x27;": "'", "&quot;": '"' };
const plain = (html: string) =>
  squeezed(html.replaceAll(/<[^>]*>/g, "").replaceAll(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? entity));

/** What a page says in its lines and sums, each row as one piece of text. */
function rowsOf(html: string): string[] {
  const lines = [...html.matchAll(/<tr class="break[^>]*>(.*?)<\/tr>/g)].map(([, row = ""]) => plain(row));
  const sums = [...html.matchAll(/<dt[^>]*>(.*?)<\/dt><dd[^>]*>(.*?)<\/dd>/g)].map(
    ([, label = "", amount = ""]) => plain(label) + plain(amount),
  );
  return [...lines, ...sums];
}

async function read(pdf: Uint8Array) {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const { text, totalPages } = await extractText(document, { mergePages: false });
  return { pages: text, totalPages, document };
}

test(
  "the file of an invoice says what its page says, line by line, for twenty orders",
  { timeout: 120_000 },
  async () => {
    for (const drawn of fc.sample(ORDERS, { seed: 20, numRuns: 20 })) {
      const invoice = await invoiceOf(drawn);
      const rows = rowsOf(renderToStaticMarkup(createElement(InvoiceSheet, invoiceView(english, invoice))));
      const { pages } = await read((await invoicePdf(newGuest(), invoice)).content);
      const said = squeezed(pages.join(" "));
      expect(rows.length).toBeGreaterThan(drawn.lines.length + 5);
      for (const row of rows) expect(said).toContain(row);
      for (const line of invoiceView(english, invoice).recipient) expect(said).toContain(squeezed(line));
      // As often on paper as on the page: nothing is lost where a sheet ends.
      for (const row of new Set(rows)) {
        const times = rows.filter((other) => other === row).length;
        expect(said.split(row).length - 1).toBeGreaterThanOrEqual(times);
      }
    }
  },
);

test("forty lines take several sheets, each with the heads of its columns and its number", async () => {
  const line: Drawn["lines"][number] = { name: "Stoneware Candle", color: "Moss", price: "12.00", quantity: 2 };
  const invoice = await invoiceOf({
    lines: Array.from({ length: 40 }, () => line),
    name: "Robin Ash",
    country: "PT",
  });
  const { content, name } = await invoicePdf(newGuest(), invoice);
  expect(name).toBe(`invoice-${invoice.number}.pdf`);
  const { pages, totalPages } = await read(content);
  expect(totalPages).toBeGreaterThan(1);
  for (const [index, page] of pages.entries()) {
    expect(squeezed(page)).toContain(`Page${index + 1}of${totalPages}`);
    if (page.includes("Stoneware Candle")) expect(squeezed(page)).toContain("WhatQuantityPriceAmount");
  }
  expect(pages.at(-1)).toContain(invoiceView(english, invoice).total.amount);
});

test.each([
  ["de", "de-DE", "Rechnung", "Seite 1 von 1", "11.500,00 €"],
  ["fr", "fr-FR", "Facture", "Page 1 sur 1", "11 500,00 €"],
] as const)("of an order in %s it is in that language, sums and all", async (locale, language, title, foot, total) => {
  const color = `Moss ${crypto.randomUUID().slice(0, 8)}`;
  await db()
    .insert(translations)
    .values({ kind: "option", locale, object: color, texts: { name: "Vert-Grün" } });
  const line: Drawn["lines"][number] = { name: "Stoneware Candle", color, price: "1250.00", quantity: 10 };
  const invoice = await invoiceOf({ lines: [line], name: "Robin Ash", country: "DE" }, locale);
  const { pages, document } = await read((await invoicePdf(newGuest(), invoice)).content);
  const said = pages.join(" ").replaceAll(/\s+/g, " ");
  for (const text of [`${title} ${invoice.number}`, foot, "Vert-Grün", total]) expect(said).toContain(text);
  expect(said).not.toContain("?");
  const t = translatorWith(locale, { [color]: "Vert-Grün" });
  for (const row of rowsOf(renderToStaticMarkup(createElement(InvoiceSheet, invoiceView(t, invoice)))))
    expect(squeezed(said)).toContain(row);
  const { info } = await document.getMetadata();
  expect(info).toMatchObject({ Title: `${title} ${invoice.number}`, Language: language });
});

test("it is tagged, says what it is, embeds its fonts, and is the same file each time", async () => {
  const line: Drawn["lines"][number] = { name: "Stoneware Candle", color: "", price: "12.00", quantity: 1 };
  const invoice = await invoiceOf({ lines: [line], name: "Robin Ash", country: "US" });
  const { content } = await invoicePdf(newGuest(), invoice);
  expect((await invoicePdf(newGuest(), invoice)).content.equals(content)).toBe(true);
  const { document } = await read(content);
  const { info } = await document.getMetadata();
  expect(info).toMatchObject({ Title: `Invoice ${invoice.number}`, Author: "Kiln & Loom", Language: "en-US" });
  expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
  const kinds = JSON.stringify(await (await document.getPage(1)).getStructTree());
  for (const kind of ["H1", "Table", "TH", "TD"]) expect(kinds).toContain(`"role":"${kind}"`);
  expect(content.toString("latin1")).toContain("/FontFile");
  const [, , width, height] = (await document.getPage(1)).view;
  expect([width, height]).toEqual([612, 792]);
});
