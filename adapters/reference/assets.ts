import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { notFound } from "@/domain/errors";

const SWAGGER = "node_modules/swagger-ui-dist";
const OWN = "adapters/reference";
const TYPES: Record<string, string> = { ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8" };

/** Reads a file of the shop's own folder, where it was started. */
const read = (...steps: string[]) => readFile(path.join(process.cwd(), ...steps));
export const readOwn = async (name: string) => (await read(OWN, name)).toString();

async function load(folder: string, name: string) {
  const body = await read(folder, name);
  const version = hash("sha256", body, "hex").slice(0, 8);
  return { name, body, file: `${version}-${name}`, type: TYPES[path.extname(name)] ?? "" };
}

const loadAll = () =>
  Promise.all([
    load(SWAGGER, "swagger-ui.css"),
    load(OWN, "reference.css"),
    load(SWAGGER, "swagger-ui-bundle.js"),
    load(OWN, "reference.js"),
  ]);
let loaded: ReturnType<typeof loadAll> | undefined;
/** The scripts and styles of the reference, in the order in which the page needs them. */
export const assets = () => (loaded ??= loadAll());

type Segment = { params: Promise<Record<string, string | string[] | undefined>> };

/** Serves one of them; its name carries a hash of what is in it, so it may be kept for ever. */
export async function readAsset(_request: Request, { params }: Segment): Promise<Response> {
  const { asset } = await params;
  const found = (await assets()).find(({ file }) => file === asset);
  if (!found) throw notFound();
  const headers = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Type": found.type,
    ETag: `"${found.file}"`,
  };
  return new Response(found.body, { headers });
}
