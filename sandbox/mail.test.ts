import { createConnection } from "node:net";

import { type SendMailOptions, createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";

import type { Mail } from "./mail.ts";
import { type World, openSandbox } from "./testing.ts";

let world: World;
let transport: ReturnType<typeof connect>;
/** One connection for many mails: the server makes each new one wait. */
const connect = () => createTransport({ host: "127.0.0.1", port: world.smtpPort, pool: true, maxConnections: 1 });

beforeAll(async () => {
  world = await openSandbox();
  transport = connect();
});
afterAll(async () => {
  transport.close();
  await world.close();
});

async function restart(): Promise<void> {
  transport.close();
  await world.restart();
  transport = connect();
}

const ORDER = {
  from: "Shop <shop@shop.test>",
  subject: "Your order 7",
  text: "Thank you, Robin.\n\nTotal: 25,00 €",
  html: "<!doctype html><html><head><title>Order</title></head><body><p>Thank you, <b>Robin</b>. 25,00 €</p></body></html>",
};
const newAddress = () => `shopper-${crypto.randomUUID()}@mail.example`;
const send = (mail: SendMailOptions) => transport.sendMail({ ...ORDER, ...mail });
const inbox = async (to: string) =>
  (await (await fetch(`${world.origin}/mail.json?to=${encodeURIComponent(to)}`)).json()) as Mail[];
async function sendOne(mail: SendMailOptions = {}): Promise<Mail> {
  const to = newAddress();
  await send({ to, ...mail });
  const [found] = await inbox(to);
  if (!found) throw new Error("the mail did not arrive");
  return found;
}
const read = async (path: string) => {
  const answer = await fetch(`${world.origin}${path}`);
  return { status: answer.status, headers: answer.headers, html: await answer.text() };
};

test("a mail arrives whole, as text and as HTML", async () => {
  const to = newAddress();
  const { messageId } = await send({ to });
  const mails = await inbox(to);
  expect(mails).toEqual([
    {
      id: expect.stringMatching(/^mail_/),
      from: "shop@shop.test",
      to: [to],
      subject: "Your order 7",
      text: expect.stringContaining("Total: 25,00 €"),
      html: expect.stringContaining("<b>Robin</b>. 25,00 €"),
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      message_id: messageId,
      attachments: [],
    },
  ]);
});

test("what is attached is named beside the mail, and comes as it was sent, never as a page", async () => {
  const content = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 255, 1]);
  const mail = await sendOne({ attachments: [{ filename: "invoice 7.pdf", content, contentType: "application/pdf" }] });
  expect(mail.attachments).toEqual([
    { name: "invoice 7.pdf", type: "application/pdf", base64: content.toString("base64") },
  ]);
  expect((await read(`/mail/${mail.id}`)).html).toContain(`/mail/${mail.id}/files/0" download>invoice 7.pdf</a>`);
  const answer = await fetch(`${world.origin}/mail/${mail.id}/files/0`);
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="invoice_7.pdf"');
  expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
  expect((await read(`/mail/${mail.id}/files/1`)).status).toBe(404);
});

test("a subject in any script arrives as it was written", async () => {
  expect(await sendOne({ subject: "Grüße 🎁 — заказ 7" })).toMatchObject({ subject: "Grüße 🎁 — заказ 7" });
});

test("each recipient finds the mail, hidden ones too, and nobody else does", async () => {
  const [to, bcc] = [newAddress(), newAddress()];
  await send({ to, bcc });
  expect(await inbox(to)).toEqual(await inbox(bcc));
  expect(await inbox(to)).toHaveLength(1);
  expect(await inbox(newAddress())).toEqual([]);
});

test("the newest mail is the first", async () => {
  const to = newAddress();
  for (const subject of ["one", "two", "three"]) await send({ to, subject });
  expect((await inbox(to)).map(({ subject }) => subject)).toEqual(["three", "two", "one"]);
});

test("mails outlive a restart", async () => {
  const { id, to } = await sendOne();
  await restart();
  expect((await inbox(String(to[0]))).map((mail) => mail.id)).toEqual([id]);
});

test("what a mail says is shown as text on the pages, never as markup", async () => {
  const evil = `<script>alert("x")</script><img src=x onerror='alert(1)'>`;
  const { id } = await sendOne({ subject: evil, text: evil, html: "<p>Hello</p>" });
  for (const { html } of [await read("/mail"), await read(`/mail/${id}`)]) {
    expect(html).not.toContain("<script>alert");
    expect(html).not.toContain("<img src=x");
    expect(html).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;");
  }
});

test("the HTML of a mail is served in a sandbox that runs no script and fetches nothing but pictures", async () => {
  const { id } = await sendOne({ html: `<html><head></head><body><script>alert(1)</script></body></html>` });
  const { status, headers, html } = await read(`/mail/${id}/html`);
  expect(status).toBe(200);
  const policy = new Map(
    String(headers.get("content-security-policy"))
      .split(";")
      .map((part): [string, string] => {
        const [name = "", ...values] = part.trim().split(" ");
        return [name, values.join(" ")];
      }),
  );
  expect(policy.get("sandbox")).toBe("allow-popups allow-top-navigation-by-user-activation");
  expect(policy.get("default-src")).toBe("'none'");
  expect(policy.has("script-src")).toBe(false);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(html).toContain(`<base target="_top">`);
});

test("the page of a mail shows its HTML in a frame with the same sandbox, and its text beside it", async () => {
  const { id } = await sendOne();
  const { html } = await read(`/mail/${id}`);
  expect(html).toContain(`sandbox="allow-popups allow-top-navigation-by-user-activation" src="/mail/${id}/html"`);
  expect(html).toContain("<pre>Thank you, Robin.");
  const prefixed = await read(`/sandbox/mail/${id}`);
  expect(prefixed.html).toContain(`src="/sandbox/mail/${id}/html"`);
});

test("a mail without HTML is shown without a frame", async () => {
  const { id } = await sendOne({ html: "" });
  const { html } = await read(`/mail/${id}`);
  expect(html).not.toContain("<iframe");
  expect(html).toContain("This mail has no HTML part.");
});

test("a mail that is not there is answered 404", async () => {
  expect((await read("/mail/mail_nobody")).status).toBe(404);
  expect((await read("/mail/mail_nobody/html")).status).toBe(404);
});

test("a mail that is too large is refused and not kept", async () => {
  const to = newAddress();
  await expect(send({ to, text: "x".repeat(6 * 1024 * 1024) })).rejects.toMatchObject({ responseCode: 552 });
  expect(await inbox(to)).toEqual([]);
});

test("a mail that is too large is refused also when its size was not announced", async () => {
  const to = newAddress();
  const lines = ["EHLO test", "MAIL FROM:<a@shop.test>", `RCPT TO:<${to}>`, "DATA"];
  const content = `Subject: large\r\n\r\n${"x".repeat(76).concat("\r\n").repeat(80_000)}.`;
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = createConnection(world.smtpPort, "127.0.0.1");
    socket.on("error", reject);
    socket.on("data", (data: Buffer) => {
      if (/^\d{3}-/.test(data.toString()) && !/^250 /m.test(data.toString())) return;
      const next = lines.shift();
      if (next) socket.write(`${next}\r\n`);
      else if (data.toString().startsWith("354")) socket.write(`${content}\r\n`);
      else resolve(data.toString());
      if (!next && !data.toString().startsWith("354")) socket.end();
    });
  });
  expect(answer).toMatch(/^552 /);
  expect(await inbox(to)).toEqual([]);
});

test("clearing the mailbox takes every mail away, for good", async () => {
  const { to } = await sendOne();
  const answer = await fetch(`${world.origin}/mail/clear`, { method: "POST", redirect: "manual" });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/mail"]);
  expect((await read("/mail")).html).toContain("No mail yet");
  await restart();
  expect(await inbox(String(to[0]))).toEqual([]);
});
