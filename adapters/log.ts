import pino from "pino";

import { env } from "@/env";

let logger: pino.Logger | undefined;

/** JSON lines on standard output; what could open an account or a purse is left out. */
export const log = (): pino.Logger =>
  (logger ??= pino({
    level: env().LOG_LEVEL,
    redact: {
      paths: ["*.password", "*.token", "*.authorization", "*.cookie", "*.client_secret"],
      censor: "[redacted]",
    },
  }));
