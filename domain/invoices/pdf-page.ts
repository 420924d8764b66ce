import PDFDocument from "pdfkit";

import { LANGUAGE_TAGS } from "@/model/locales";
import type { Translate } from "@/model/translate";

import { type Doc, registerFaces, writerOf } from "./pdf-text";

const MARGIN = 54;
const FOOT = 72;
export const INK = "#241e19";
export const SOFT = "#665b50";
export const LINE = "#ddd2c3";

type Structure = PDFKit.PDFStructureElement;
type Options = { title: string; author: string; paper: "A4" | "LETTER"; at: Date };

/** What is drawn on a document and what it is, so that it can be read aloud. */
function tagsOf(doc: Doc) {
  /** What is drawn, as a part of the document of that kind (PDF's own names: P, H1, TH). */
  function tagged(
    kind: string,
    draw: () => void,
    options: PDFKit.Mixins.StructureElementOptions & { scope?: string } = {},
  ): Structure {
    const content = doc.markStructureContent(kind);
    draw();
    doc.endMarkedContent();
    return doc.struct(kind, options, [content]);
  }
  const grouped = (kind: string, children: Structure[]): Structure => doc.struct(kind, {}, children);

  /** What is on paper for the eye alone. */
  function decorate(draw: () => void): void {
    doc.markContent("Artifact");
    draw();
    doc.endMarkedContent();
  }
  const rule = (y: number, color: string, left = MARGIN, right = doc.page.width - MARGIN) =>
    decorate(() => doc.moveTo(left, y).lineTo(right, y).lineWidth(0.75).strokeColor(color).stroke());

  return { tagged, grouped, decorate, rule };
}

/** Paper that is written on from top to bottom, sheet by sheet. */
export async function openPaper(t: Translate, { title, author, paper, at }: Options) {
  const doc = new PDFDocument({
    size: paper,
    margin: MARGIN,
    bufferPages: true,
    pdfVersion: "1.7",
    tagged: true,
    lang: LANGUAGE_TAGS[t.locale],
    displayTitle: true,
    info: { Title: title, Author: author, Creator: author, CreationDate: at },
  });
  await registerFaces(doc);
  const { wrap, write } = writerOf(doc);
  const { decorate, ...tags } = tagsOf(doc);
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => doc.on("end", resolve));

  /** The finished file, with its title and the number of the page at the foot of each. */
  async function finish(children: Structure[]): Promise<Buffer> {
    doc.addStructure(tags.grouped("Document", children));
    const { count } = doc.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      doc.switchToPage(page);
      doc.page.margins.bottom = 0;
      const y = doc.page.height - 44;
      decorate(() => {
        write(title, MARGIN, y, { size: 8, color: SOFT });
        const place = t("invoice.page", { page: page + 1, count });
        write(place, doc.page.width - MARGIN, y, { size: 8, color: SOFT, align: "right" });
      });
    }
    doc.end();
    await ended;
    return Buffer.concat(chunks);
  }

  return {
    left: MARGIN,
    right: doc.page.width - MARGIN,
    top: MARGIN,
    bottom: doc.page.height - FOOT,
    turn: () => void doc.addPage(),
    wrap,
    write,
    ...tags,
    finish,
  };
}
export type Paper = Awaited<ReturnType<typeof openPaper>>;
