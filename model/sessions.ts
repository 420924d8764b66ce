import { z } from "zod";

import { Timestamp } from "./fields";

export const SessionKey = z.object({ id: z.uuid() });
export const Session = z
  .object({
    id: z.uuid(),
    browser: z.string().meta({ example: "Firefox" }),
    system: z.string().meta({ example: "Windows" }),
    created_at: Timestamp,
    last_used_at: Timestamp.nullable(),
    is_current: z.boolean().meta({ description: "The one that this request came with." }),
  })
  .meta({ id: "Session" });
export type Session = z.output<typeof Session>;

const BROWSERS = [
  [/\bEdgA?\/|\bEdgiOS\//, "Edge"],
  [/\bOPR\/|\bOpera\b/, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bChrome\/|\bCriOS\/|\bHeadlessChrome\//, "Chrome"],
  [/\bSafari\//, "Safari"],
] as const;
const SYSTEMS = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
] as const;

const known = (list: readonly (readonly [RegExp, string])[], agent: string) =>
  list.find(([pattern]) => pattern.test(agent))?.[1] ?? "";
/** What a browser says of itself, in the words of whoever uses it; blank for what is not known. */
export const deviceOf = (agent: string) => ({ browser: known(BROWSERS, agent), system: known(SYSTEMS, agent) });
