import type { Context, Told } from "@/domain/operation";

import { errorDetail } from "./responses";

const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-store",
  // Proxies that would gather an answer first are asked not to.
  "X-Accel-Buffering": "no",
};

/**
 * Answers while an operation runs: its text as delta events, and at its end what it says of its output. What is refused
 * before a word was said is thrown, and so answered like any other refusal; after that it is an error event.
 */
export async function streamed(
  request: Request,
  context: Context,
  events: (output: unknown) => Told[],
  run: (inside: Context) => Promise<unknown>,
): Promise<Response> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  // Nobody waits for a reader who has left: the operation hears of it from context.signal.
  const write = (...[name, data]: Told) =>
    void writer.write(Buffer.from(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)).catch(() => undefined);
  const begun = Promise.withResolvers<void>();
  let said = "";
  const writeSaid = () => {
    if (said) write("delta", { text: said });
    said = "";
  };
  // What is told at once is one event.
  const tell = (text: string) => {
    if (said === "") setImmediate(writeSaid);
    said += text;
    begun.resolve();
  };
  const output = run({ ...context, tell });
  await Promise.race([begun.promise, output]);
  void output
    .finally(writeSaid)
    .then((value) => events(value).forEach((event) => write(...event)))
    .catch((error: unknown) => write("error", errorDetail(error, context.requestId, request)))
    .finally(() => void writer.close().catch(() => undefined));
  return new Response(readable, { headers: HEADERS });
}
