import { subscribe } from "node:diagnostics_channel";

import { afterEach } from "vitest";

import { isInTransaction } from "@/domain/operation";

/** Requests that were sent, or connections opened, while a transaction was waiting for them. */
export const askedInTransaction: string[] = [];

for (const channel of ["http.client.request.start", "undici:request:create", "net.client.socket"])
  subscribe(channel, () => {
    if (isInTransaction()) askedInTransaction.push(channel);
  });

afterEach(() => {
  const asked = askedInTransaction.splice(0);
  if (asked.length > 0) throw new Error(`A transaction waited for others: ${asked.join(", ")}`);
});
