import path from "node:path";

import { openShop } from "./shop.mjs";
import { seconds, told } from "./table.mjs";

/** Starts the shop in an empty folder, then again in the same one, where it stays open. */
export async function measureStarts(folder, closing) {
  const open = (name) => openShop(path.join(folder, name), closing);
  let name = "first";
  let first = await open(name);
  if (first.output().includes("Building the shop")) {
    await first.stop();
    name = "built";
    first = await open(name);
  }
  await first.stop();
  const shop = await open(name);
  const seeding = first.output().matchAll(/^ +(Made the pictures|Filled the shop).* ([\d.]+ s)$/gm);
  const figures = [
    told("First start, in an empty folder", seconds(first.startMs)),
    ...[...seeding].map(([, what, took]) => told(`  of which: ${what}`, took)),
    told("Second start", seconds(shop.startMs)),
  ];
  return { shop, starts: ["Start, with the build at hand", figures] };
}
