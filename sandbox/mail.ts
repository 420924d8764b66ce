import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";

import type { Store } from "./store.ts";
import { newId } from "./stripe/objects.ts";

const MAX_BYTES = 5 * 1024 * 1024;
const TOO_LARGE = Object.assign(new Error("The message is too large"), { responseCode: 552 });
export type Mail = {
  id: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  at: string;
  message_id: string;
  attachments: { name: string; type: string; base64: string }[];
};

/** A mail server that keeps everything and sends nothing on. Answers the port that it listens on. */
export async function startMailServer(store: Store, port: number) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    size: MAX_BYTES,
    logger: false,
    disableReverseLookup: true,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => !stream.sizeExceeded && chunks.push(chunk));
      stream.on("end", () => {
        if (stream.sizeExceeded) return done(TOO_LARGE);
        const to = session.envelope.rcptTo.map(({ address }) => address);
        return void keep(store, Buffer.concat(chunks), to).then(() => done(), done);
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.on("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
  const address = server.server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function keep(store: Store, raw: Buffer, to: string[]): Promise<void> {
  const mail = await PostalMime.parse(raw);
  store.put("mails", {
    id: newId("mail"),
    from: mail.from?.address ?? "",
    to,
    subject: mail.subject ?? "(no subject)",
    text: mail.text ?? "",
    html: mail.html ?? "",
    message_id: mail.messageId ?? "",
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? "attachment",
      type: mimeType,
      base64: Buffer.from(content as ArrayBuffer).toString("base64"),
    })),
    at: new Date().toISOString(),
  });
}

/** Newest first; to keeps those for one address. */
export const readMails = (store: Store, to?: string | null): Mail[] =>
  (store.all("mails") as Mail[])
    .toReversed()
    .filter((mail) => !to || mail.to.includes(to))
    // Kept by an older sandbox, which knew of none.
    .map((mail) => ({ ...mail, attachments: mail.attachments ?? [] }));
