import { type InvoiceView, invoiceView } from "@/model/invoice-view";
import type { Invoice } from "@/model/invoices";
import { STORE } from "@/model/store";

import type { Context } from "../operation";
import { readTranslator } from "../translations/read-texts";
import { INK, LINE, type Paper, SOFT, openPaper } from "./pdf-page";

type Part = ReturnType<Paper["tagged"]>;
type Written = { parts: Part[]; y: number };

/** Where the columns of numbers end, from the right edge. */
const AMOUNT = 0;
const PRICE = 84;
const QUANTITY = 168;
const NAME_ENDS = 220;
const SUMS = 230;

/** An invoice as a file in the language of its order: the words and numbers of its page, on as many sheets as they need. */
export async function invoicePdf(context: Context, invoice: Invoice): Promise<{ name: string; content: Buffer }> {
  const t = await readTranslator(context, invoice.order.locale);
  const view = invoiceView(t, invoice);
  const { title, paper: size } = view;
  const paper = await openPaper(t, { title, author: STORE.name, paper: size, at: new Date(invoice.issued_at) });
  const head = writeHead(paper, view);
  const table = writeTable(paper, view, head.y);
  const sums = writeSums(paper, view, table.y);
  const content = await paper.finish([...head.parts, ...table.parts, ...sums.parts]);
  return { name: `invoice-${invoice.number}.pdf`, content };
}

function writeHead(paper: Paper, { title, words, seller, recipient, delivered, facts }: InvoiceView): Written {
  const { left, right, top, tagged, write } = paper;
  const middle = left + (right - left) / 2;
  const parts = [
    tagged("P", () => write(STORE.name, left, top, { face: "display", size: 17 })),
    tagged("H1", () => write(title, left, top + 38, { face: "display", size: 28 })),
  ];
  const width = middle - left - 18;
  let y = top + 92;
  const add = (name: string, lines: string[], x: number, at: number) => {
    const block = writeBlock(paper, { name, lines, x, y: at, width });
    parts.push(...block.parts);
    return block.y;
  };
  y = Math.max(add(words.to, recipient, left, y), add(words.from, seller, middle, y)) + 18;
  if (delivered.length > 0) y = add(words.delivered_to, delivered, left, y) + 18;
  for (const [name, value] of facts) {
    parts.push(
      tagged("P", () => {
        write(name, left, y, { color: SOFT });
        write(value, left + 110, y);
      }),
    );
    y += 16;
  }
  return { parts, y: y + 22 };
}

type Block = { name: string; lines: string[]; x: number; y: number; width: number };

function writeBlock({ tagged, write, wrap }: Paper, { name, lines, x, y, width }: Block): Written {
  const parts = [tagged("P", () => write(name, x, y, { size: 9, color: SOFT }))];
  let at = y + 15;
  for (const [index, line] of lines.entries()) {
    const style = { face: index === 0 ? "strong" : "plain" } as const;
    for (const piece of wrap(line, width, style)) {
      const here = at;
      parts.push(tagged("P", () => write(piece, x, here, style)));
      at += 14;
    }
  }
  return { parts, y: at };
}

function writeTableHead(paper: Paper, words: InvoiceView["words"], y: number): Part {
  const { left, right, tagged, grouped, write, rule } = paper;
  const style = { face: "strong", size: 9 } as const;
  const heads = [
    [words.what, left, "left"],
    [words.quantity, right - QUANTITY, "right"],
    [words.price, right - PRICE, "right"],
    [words.amount, right - AMOUNT, "right"],
  ] as const;
  const cells = heads.map(([word, x, align]) =>
    tagged("TH", () => write(word, x, y, { ...style, align }), { scope: "Column" }),
  );
  rule(y + 17, INK);
  return grouped("TR", cells);
}

function writeTable(paper: Paper, { words, lines }: InvoiceView, start: number): Written {
  const { left, right, bottom, top, tagged, grouped, write, wrap, rule, turn } = paper;
  const rows = [writeTableHead(paper, words, start)];
  let y = start + 26;
  for (const { name, choice, quantity, price, amount } of lines) {
    const width = right - NAME_ENDS - left;
    const names = wrap(name, width, {});
    const choices = choice ? wrap(choice, width, { size: 9 }) : [];
    const height = names.length * 14 + choices.length * 13 + 14;
    if (y + height > bottom) {
      turn();
      rows.push(writeTableHead(paper, words, top));
      y = top + 26;
    }
    const at = y;
    const what = tagged("TD", () => {
      for (const [index, line] of names.entries()) write(line, left, at + index * 14);
      for (const [index, line] of choices.entries())
        write(line, left, at + names.length * 14 + index * 13, { size: 9, color: SOFT });
    });
    const numbers = [
      [quantity, QUANTITY],
      [price, PRICE],
      [amount, AMOUNT],
    ] as const;
    const cells = numbers.map(([value, column]) =>
      tagged("TD", () => write(value, right - column, at, { align: "right" })),
    );
    rows.push(grouped("TR", [what, ...cells]));
    rule(y + height - 8, LINE);
    y += height;
  }
  return { parts: [grouped("Table", rows)], y: y + 6 };
}

/** The sums stay together: the total is on no other sheet than what it is made of. */
function writeSums(
  { right, bottom, top, tagged, write, rule, turn }: Paper,
  view: InvoiceView,
  start: number,
): Written {
  const { sums, total, below } = view;
  let y = start;
  if (y + (sums.length + below.length) * 16 + 40 > bottom) {
    turn();
    y = top;
  }
  const left = right - SUMS;
  const parts: Part[] = [];
  const add = (
    { label, amount }: { label: string; amount: string },
    style: Parameters<Paper["write"]>[3],
    step = 16,
  ) => {
    const at = y;
    parts.push(
      tagged("P", () => {
        write(label, left, at, style);
        write(amount, right, at, { ...style, align: "right" });
      }),
    );
    y += step;
  };
  for (const row of sums) add(row, {});
  rule(y + 3, INK, left, right);
  y += 11;
  add(total, { face: "strong", size: 13 }, 24);
  for (const row of below) add(row, { size: 9, color: SOFT });
  return { parts, y };
}
