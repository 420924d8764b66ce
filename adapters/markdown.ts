import { env } from "@/env";
import { english } from "@/messages/all";
import type { Category, Product, Variant } from "@/model/catalog";
import { daysText, priceText } from "@/model/delivery";
import { formatMoney } from "@/model/money";
import type { ShippingMethod } from "@/model/orders";
import type { Page } from "@/model/pages";
import { STORE } from "@/model/store";
import { unitPriceText } from "@/model/unit-price";

/** Text of the shop as Markdown that says the same: nothing in it is taken for a link, a heading or markup. */
const plain = (text: string) => text.replace(/[\\`*_[\]<>#|~]/g, String.raw`\$&`).replace(/\s*\n\s*/g, "\n\n");
const line = (text: string) => plain(text).replace(/\s+/g, " ").trim();
const link = (name: string, path: string) => `[${line(name)}](${env().APP_URL}${path})`;
const document = (...blocks: (string | false)[]) => `${blocks.filter(Boolean).join("\n\n")}\n`;
const list = (items: string[]) => items.map((item) => `- ${item}`).join("\n");

const priceOf = ({ price, price_max, compare_at_price, currency }: Product) =>
  [
    price === price_max
      ? formatMoney(price, currency)
      : `${formatMoney(price, currency)} to ${formatMoney(price_max, currency)}`,
    compare_at_price && `was ${formatMoney(compare_at_price, currency)}`,
  ]
    .filter(Boolean)
    .join(", ");

/** "$24.00 ($12.00 each)", where the price of one is another than its own. */
function priceOfVariant(variant: Variant, currency: string): string {
  const perUnit = unitPriceText(english, variant, currency);
  return `${formatMoney(variant.price, currency)}${perUnit === null ? "" : ` (${perUnit})`}`;
}

const stockOf = (stock: number, restock_on: string | null = null) =>
  stock > 0 ? "in stock" : `sold out${restock_on ? `, back on ${restock_on}` : ""}`;

function variantTable({ variants, currency }: Product): string | false {
  if (variants.length < 2) return false;
  const rows = variants.map((variant) => {
    const { sku, color, size, stock, restock_on } = variant;
    const cells = [sku, color || "–", size || "–", priceOfVariant(variant, currency), stockOf(stock, restock_on)];
    return `| ${cells.map(line).join(" | ")} |`;
  });
  return ["| SKU | Color | Size | Price | Stock |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");
}

/** A product's page for programs that read text. */
export function productMarkdown(product: Product, delivery: ShippingMethod | undefined): string {
  const { id, slug, name, tagline, description, details, category, rating, review_count, stock, variants } = product;
  const only = variants.length === 1 ? variants[0] : undefined;
  const perUnit = only && unitPriceText(english, only, product.currency);
  const facts = [
    `Price: ${priceOf(product)}`,
    ...(perUnit ? [`Unit price: ${perUnit}`] : []),
    `Stock: ${stockOf(stock, only?.restock_on)}`,
    `Category: ${link(category.name, `/categories/${category.slug}`)}`,
    ...(rating !== null && review_count > 0 ? [`Rating: ${rating} of 5, ${review_count} reviews`] : []),
    ...(only ? [`SKU: ${line(only.sku)}`] : []),
    ...details.map(({ label, text }) => `${line(label)}: ${line(text)}`),
    ...(delivery ? [`Delivery: ${daysText(english, delivery)}, ${priceText(english, delivery, STORE.currency)}`] : []),
  ];
  return document(
    `# ${line(name)}`,
    tagline && `*${line(tagline)}*`,
    plain(description),
    list(facts),
    variantTable(product),
    `Page: ${env().APP_URL}/products/${slug}\nAPI: ${env().APP_URL}/api/v1/products/${id}/`,
  );
}

export const categoryMarkdown = ({ name, description }: Category, products: readonly Product[]) =>
  document(
    `# ${line(name)}`,
    plain(description),
    list(
      products.map(
        (product) =>
          `${link(product.name, `/products/${product.slug}.md`)}: ${line(product.tagline)} ${priceOf(product)}, ${stockOf(product.stock)}`,
      ),
    ),
  );

export const pageMarkdown = ({ title, sections }: Page) =>
  document(
    `# ${line(title)}`,
    ...sections.flatMap(({ heading, items, paragraphs }) => [
      heading && `## ${line(heading)}`,
      items.length > 0 && list(items.map(line)),
      ...paragraphs.map(plain),
    ]),
  );

/** The front door for language models, as llmstxt.org has it: what the shop is, and where the same is as plain text. */
export const llmsText = (categories: readonly Category[], pages: readonly Page[]) =>
  document(
    `# ${line(STORE.name)}`,
    `> ${line(english("store.tagline"))} A shop with a REST API. Every product and text page is here as Markdown too: add .md to its address, or ask for text/markdown.`,
    "## Categories",
    list(
      categories.map(
        ({ slug, name, description, product_count }) =>
          `${link(name, `/categories/${slug}.md`)}: ${line(description)} (${product_count} products)`,
      ),
    ),
    "## Help",
    list(pages.map(({ id, title }) => link(title, `/${id}.md`))),
    "## API",
    list([
      `${link("OpenAPI document", "/api/v1/openapi.json")}: products, cart, orders, payment`,
      `${link("Reference and quick starts", "/api/v1/docs/")}`,
      `${link("MCP", "/mcp/server-card")}: tools for agents over streamable HTTP, at ${env().APP_URL}/mcp; searching needs no account, cart and orders an API token`,
      `${link("Search", "/api/v1/products/?search=vase")}: change the word after search=`,
      `${link("Sitemap", "/sitemap.xml")}`,
    ]),
  );

/** A Markdown answer that says which page it is the text of. */
export const markdownAnswer = (text: string, path: string) =>
  new Response(text, {
    headers: {
      "Content-Type": "text/markdown; charset=utf-8",
      Link: `<${env().APP_URL}${path}>; rel="canonical"`,
      Vary: "Accept",
      "X-Robots-Tag": "noindex",
    },
  });
