import { readFile } from "node:fs/promises";
import path from "node:path";

import { ImageResponse } from "next/og";
import sharp from "sharp";

import { env } from "@/env";
import { english } from "@/messages/all";
import type { Image } from "@/model/catalog";
import { mediaSource } from "@/model/media";
import { STORE } from "@/model/store";

/** What the networks show beside a link: 1200 by 630 pixels. */
export const SOCIAL_SIZE = { width: 1200, height: 630 };
/** What is said in place of the picture; what it shows of a product is the title of the link. */
export const SOCIAL_ALT = `${STORE.name}: ${english("store.tagline")}`;
const WIDTH = 800;
const PAPER = "#fbf8f3";
const INK = "#241e19";
const SOFT = "#665b50";

const fontFile = (file: string) => readFile(path.join(process.cwd(), "node_modules/@fontsource", file));

/** One of the shop's own pictures as a data: URL in a format that the renderer reads; none where there is none. */
async function pictureOf(image: Image | null | undefined): Promise<string | undefined> {
  if (!image) return undefined;
  const width = image.widths.find((each) => each >= WIDTH) ?? image.widths.at(-1) ?? 0;
  const file = path.join(env().DATA_DIR, "media", path.basename(mediaSource(image, width)));
  try {
    const jpeg = await sharp(file).resize(600, 630, { fit: "cover" }).jpeg({ quality: 82 }).toBuffer();
    return `data:image/jpeg;base64,${jpeg.toString("base64")}`;
  } catch {
    return undefined;
  }
}

/** A title beside a picture, as the shop sets its pages. Without a price: it would be kept elsewhere when it has changed. */
export async function socialImage(title: string, line: string, image: Image | null | undefined): Promise<Response> {
  const [serif, picture] = await Promise.all([
    fontFile("instrument-serif/files/instrument-serif-latin-400-normal.woff"),
    pictureOf(image),
  ]);
  const rule = { height: 1, width: 90, background: INK };
  return new ImageResponse(
    <div style={{ display: "flex", width: "100%", height: "100%", background: PAPER, color: INK, fontFamily: "serif" }}>
      <div
        style={{ display: "flex", flex: 1, flexDirection: "column", justifyContent: "space-between", padding: "64px" }}
      >
        <div style={{ fontSize: 38 }}>{STORE.name}</div>
        <div style={{ display: "flex", flexDirection: "column" }}>
          <div style={{ fontSize: title.length > 24 ? 68 : 84, lineHeight: 1.02 }}>{title}</div>
          <div style={{ fontSize: 34, color: SOFT, marginTop: 22, lineHeight: 1.25 }}>{line}</div>
        </div>
        <div style={rule} />
      </div>
      {picture && <img src={picture} alt="" width={600} height={630} style={{ objectFit: "cover" }} />}
    </div>,
    { ...SOCIAL_SIZE, fonts: [{ name: "serif", data: serif, weight: 400, style: "normal" }] },
  );
}
