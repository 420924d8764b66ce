import { type IncomingHttpHeaders, type RequestListener, createServer, get } from "node:http";
import type { AddressInfo } from "node:net";

/** Asks a server of this listener once, over a connection of its own. */
export async function askListener(
  listener: RequestListener,
  headers: Record<string, string>,
  url = "/",
  method = "GET",
) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const found = await new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve) => {
    get({ port, host: "127.0.0.1", path: url, method, headers, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      const { statusCode: status = 0, headers: sent } = response;
      response.on("end", () => resolve({ status, headers: sent, body: Buffer.concat(pieces) }));
    });
  });
  server.close();
  return found;
}
