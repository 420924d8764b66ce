import { readFile } from "node:fs/promises";
import path from "node:path";

export type Doc = PDFKit.PDFDocument;
const INK = "#241e19";

const folder = path.join(process.cwd(), "node_modules/@fontsource");
/** Letters of the West first, then those of the rest of Europe that are written with them, then what the shop's faces lack. */
const OWN = ["latin", "latin-ext"];
const OTHER = ["cyrillic", "cyrillic-ext", "greek", "greek-ext", "vietnamese"];
const filesOf = (face: string, parts: string[], weight: number) =>
  parts.map((part) => `${face}/files/${face}-${part}-${weight}-normal`);
const FACES = {
  plain: [...filesOf("instrument-sans", OWN, 400), ...filesOf("noto-sans", OTHER, 400)],
  strong: [...filesOf("instrument-sans", OWN, 600), ...filesOf("noto-sans", OTHER, 600)],
  display: [...filesOf("instrument-serif", OWN, 400), ...filesOf("noto-sans", OTHER, 400)],
};
/** A letter that is drawn as two glyphs, itself and its accent, would be copied out of the file with a stray sign in it. */
const WHOLE_LETTERS = { ccmp: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[];
/** Stands in French before marks and in numbers; no face has it. */
const NARROW_SPACE = "\u202f";
const SPACE = "\u00a0";
type Face = keyof typeof FACES;
type Glyphs = { hasGlyphForCodePoint(point: number): boolean };

/** pdfkit cuts the glyphs that are used out of WOFF and TTF, not out of WOFF2. */
const readFaces = () =>
  Promise.all(
    Object.entries(FACES).flatMap(([face, files]) =>
      files.map(async (file, index) => ({
        id: `${face}${index}`,
        data: await readFile(path.join(folder, `${file}.woff`)),
      })),
    ),
  );
let faces: ReturnType<typeof readFaces> | undefined;

/** The shop's faces, made known to a document. */
export async function registerFaces(doc: Doc): Promise<void> {
  for (const { id, data } of await (faces ??= readFaces())) doc.registerFont(id, data);
}

export type Style = { face?: Face; size?: number; color?: string; align?: "left" | "right" };

/** Writing on a document, line by line. */
export function writerOf(doc: Doc) {
  const canWrite = (id: string, character: string) => {
    doc.font(id);
    const { font } = (doc as unknown as { _font: { font: Glyphs } })._font;
    return font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
  };

  /** Text cut where another file of its face has the glyphs; what none has becomes a question mark. */
  function runsOf(text: string, face: Face): { id: string; text: string }[] {
    const runs: { id: string; text: string }[] = [];
    for (const character of text.normalize("NFC").replaceAll(NARROW_SPACE, SPACE)) {
      const id = FACES[face].map((_, index) => `${face}${index}`).find((one) => canWrite(one, character));
      const last = runs.at(-1);
      const piece = { id: id ?? `${face}0`, text: id ? character : "?" };
      if (last?.id === piece.id) last.text += piece.text;
      else runs.push(piece);
    }
    return runs;
  }

  const widthOf = (text: string, { face = "plain", size = 10 }: Style) =>
    runsOf(text, face).reduce((sum, run) => sum + doc.font(run.id, size).widthOfString(run.text), 0);

  /** Text in lines that fit; a word that is too long is cut. */
  function wrap(text: string, width: number, style: Style): string[] {
    const lines: string[] = [];
    let line = "";
    for (const word of text.split(/\s+/)) {
      const longer = line ? `${line} ${word}` : word;
      if (widthOf(longer, style) <= width) {
        line = longer;
        continue;
      }
      if (line) lines.push(line);
      line = "";
      for (const character of word) {
        if (line && widthOf(line + character, style) > width) {
          lines.push(line);
          line = "";
        }
        line += character;
      }
    }
    return [...lines, line];
  }

  /** Writes one line with its top at y; right means that x is where it ends. */
  function write(text: string, x: number, y: number, style: Style = {}): void {
    const { face = "plain", size = 10, color = INK, align = "left" } = style;
    let left = align === "right" ? x - widthOf(text, style) : x;
    for (const run of runsOf(text, face)) {
      doc.font(run.id, size).fillColor(color);
      doc.text(run.text, left, y, { lineBreak: false, features: WHOLE_LETTERS });
      left += doc.widthOfString(run.text);
    }
  }

  return { wrap, write };
}
