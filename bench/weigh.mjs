// What a phone's browser loads for a page, and how much the page moves while it is read.
import { gzipSync } from "node:zlib";

/** What a page of the shop may weigh, in bytes: what is text as gzip makes it, the rest as it is sent. */
export const BUDGET = {
  script: 165 * 1024,
  checkout: 185 * 1024,
  html: 60 * 1024,
  image: 60_000,
  fonts: 60_000,
  requests: 35,
  shift: 0.02,
};

const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/**
 * Runs in the page before its own scripts: adds up what moves. Nobody touches the page, so shifts that the browser
 * ascribes to recent input count as well: it takes becoming a phone for one.
 */
export function watchShifts() {
  globalThis.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}

/** Runs in the page: reads it from top to bottom, a third of the screen at a time. */
async function readThrough() {
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 3) {
    scrollTo({ top: y, behavior: "instant" });
    await pause(60);
  }
  await pause(300);
  return globalThis.shift;
}

const TEXT = ["document", "script", "stylesheet"];

/** @param {import("@playwright/test").Request} request */
async function weightOf(request) {
  if (!TEXT.includes(request.resourceType())) return (await request.sizes()).responseBodySize;
  const response = await request.response();
  return response ? gzipSync(await response.body()).length : 0;
}

/**
 * Opens a page on a phone with an empty cache and scrolls through it. Counts requests until it is idle, bytes to its end.
 * @param {import("@playwright/test").Browser} browser
 * @param {string} url
 * @param {import("@playwright/test").BrowserContextOptions["storageState"]} [storageState] the cookies of whoever opens it
 */
export async function weigh(browser, url, storageState) {
  const context = await browser.newContext({ ...PHONE, storageState });
  try {
    const page = await context.newPage();
    /** @type {import("@playwright/test").Request[]} */
    const loaded = [];
    page.on("requestfinished", (request) => loaded.push(request));
    await page.addInitScript(watchShifts);
    await page.goto(url, { waitUntil: "networkidle" });
    const requests = loaded.length;
    const shift = await page.evaluate(readThrough);
    await page.waitForLoadState("networkidle");
    const files = await Promise.all(
      loaded.map(async (request) => ({
        url: request.url(),
        kind: request.resourceType(),
        bytes: await weightOf(request),
      })),
    );
    const sizes = (kind) => files.filter((file) => file.kind === kind).map(({ bytes }) => bytes);
    const sum = (values) => values.reduce((total, bytes) => total + bytes, 0);
    return {
      script: sum(sizes("script")),
      html: sum(sizes("document")),
      image: Math.max(0, ...sizes("image")),
      fonts: sum(sizes("font")),
      total: sum(files.map(({ bytes }) => bytes)),
      requests,
      shift: Number(shift),
      files,
    };
  } finally {
    await context.close();
  }
}
