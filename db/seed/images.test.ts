import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";

import { one } from "@/tests/helpers";

import { db } from "..";
import { media } from "../schema";
import { CATALOG_FOLDER, picturesOf, readCatalog } from "./catalog";
import { refreshPictures } from "./fill-catalog";
import { makeImages } from "./images";

const file = one(picturesOf(readCatalog()).slice(0, 1));
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pictures-"));
});
afterAll(() => rm(folder, { recursive: true }));

const make = async () => one([...(await makeImages([file], folder)).values()]);

/** The brightness of each channel, 0 to 255, on the average of all pixels. */
async function averageOf(original: string): Promise<number[]> {
  const { channels } = await sharp(path.join(CATALOG_FOLDER, original)).stats();
  return channels.slice(0, 3).map(({ mean }) => mean);
}

test("a picture has its average color, and is described once", async () => {
  const made = await make();
  const wanted = await averageOf(file);
  const hex = one([...made.color.matchAll(/^#(..)(..)(..)$/g)]).slice(1);
  for (const [index, part] of hex.entries()) expect(parseInt(part, 16)).toBeCloseTo(wanted[index] ?? -1, -1);
  expect(await make()).toEqual(made);
});

test("a picture of which no color was known gets one, in the folder and in the shop", async () => {
  const made = await make();
  const { color, ...rest } = made;
  const described = path.join(folder, "media", `${path.basename(made.url, ".webp")}.json`);
  await writeFile(described, JSON.stringify(rest));
  expect(await make()).toEqual(made);
  expect(JSON.parse(await readFile(described, "utf8"))).toEqual(made);
  const url = `/media/${crypto.randomUUID().slice(0, 8)}-0a1b2c3d.webp`;
  await db()
    .insert(media)
    .values({ ...rest, url });
  await refreshPictures(db(), [{ ...made, url }]);
  expect(await db().select().from(media).where(eq(media.url, url))).toMatchObject([{ color, widths: made.widths }]);
});
