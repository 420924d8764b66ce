import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";

import sharp from "sharp";

import { CATALOG_FOLDER } from "./catalog";

const WIDTHS = [320, 480, 640, 960, 1280, 1600];
/** Effort 2 of 6: four times as fast as the next, for pictures no larger to the eye or the wire. */
const ENCODING = { quality: 74, effort: 2 };
const AT_ONCE = 2;

export type Made = { url: string; width: number; height: number; widths: number[]; color: string };

/** The widths of one original that exist: never wider than it is. */
function widthsFor(width: number): number[] {
  const smaller = WIDTHS.filter((candidate) => candidate < width);
  return width <= (WIDTHS.at(-1) ?? 0) ? [...smaller, width] : smaller;
}

/** Makes the sizes of a picture that are missing; its name carries a hash of the original, so a file never changes. */
async function makeImage(file: string, folder: string): Promise<Made> {
  const original = await readFile(path.join(CATALOG_FOLDER, file));
  const hash = createHash("sha256").update(original).digest("hex").slice(0, 8);
  const name = `${path.basename(file, path.extname(file))}-${hash}`;
  const described = path.join(folder, `${name}.json`);
  const known = existsSync(described) ? (JSON.parse(await readFile(described, "utf8")) as Made) : undefined;
  // One that was made before pictures had a color is made anew.
  if (known?.color) return known;
  const { width, height, format } = await sharp(original).metadata();
  const widths = widthsFor(width);
  for (const size of widths) {
    const whole = size === width && format === "webp";
    const made = whole ? original : await sharp(original).resize(size).webp(ENCODING).toBuffer();
    await writeAtomically(path.join(folder, `${name}-${size}.webp`), made);
  }
  const average = await sharp(original).resize(1, 1, { fit: "fill" }).flatten().raw().toBuffer();
  const image = { url: `/media/${name}.webp`, width, height, widths, color: `#${average.toString("hex")}` };
  // Written last: a picture that is described is whole.
  await writeAtomically(described, Buffer.from(JSON.stringify(image)));
  return image;
}

async function writeAtomically(file: string, bytes: Buffer): Promise<void> {
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
}

/** Makes all sizes of these pictures; answers them by the name of their original. */
export async function makeImages(files: readonly string[], dataDir: string): Promise<Map<string, Made>> {
  const folder = path.join(dataDir, "media");
  await mkdir(folder, { recursive: true });
  sharp.concurrency(1);
  const made = new Map<string, Made>();
  const queue = [...files];
  const work = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) made.set(file, await makeImage(file, folder));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return made;
}
