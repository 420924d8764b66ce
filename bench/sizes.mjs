import { chromium } from "@playwright/test";

import { browser as findBrowser } from "../scripts/browser.mjs";
import { atMost, kibibytes, kilobytes, told } from "./table.mjs";
import { BUDGET, weigh } from "./weigh.mjs";

const PAGES = ["/", "/products", "/products/everyday-bowl"];
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Without a network Chromium takes it for a slow one, and fetches pictures from further below the fold.
  "--force-effective-connection-type=4G",
];

/** What a phone loads of each page. */
export async function measureSizes({ url }, _plan, closing) {
  const options = { executablePath: await findBrowser(), args: QUIET };
  const ownSignals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  const browser = await chromium.launch({ ...options, ...ownSignals });
  closing.push(() => browser.close());
  const groups = [];
  for (const path of PAGES) {
    const page = await weigh(browser, url + path);
    groups.push([
      `${path} on a phone of 360 × 740`,
      [
        atMost("JavaScript, gzip", page.script, BUDGET.script, kibibytes),
        atMost("HTML, gzip", page.html, BUDGET.html, kibibytes),
        atMost("Largest picture", page.image, BUDGET.image, kilobytes),
        atMost("Requests until idle", page.requests, BUDGET.requests, String),
        atMost("Layout shift, read to the end", page.shift, BUDGET.shift, (value) => value.toFixed(3)),
        told("Everything, read to the end", kilobytes(page.total)),
      ],
    ]);
  }
  return groups;
}
