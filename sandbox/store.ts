import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

export type Item = { id: string; [field: string]: unknown };
type Line = { in: string; id: string; item: Item | null };

/** Everything the sandbox knows, in memory and in a journal that is read again at the next start. */
export class Store {
  readonly #file: string;
  readonly #collections = new Map<string, Map<string, Item>>();

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#file = path.join(folder, "journal.jsonl");
    if (existsSync(this.#file)) this.#replay();
  }

  #collection(name: string): Map<string, Item> {
    let collection = this.#collections.get(name);
    if (!collection) this.#collections.set(name, (collection = new Map()));
    return collection;
  }

  #replay(): void {
    for (const text of readFileSync(this.#file, "utf8").split("\n")) {
      const line = readLine(text);
      if (line?.item) this.#collection(line.in).set(line.id, line.item);
      else if (line) this.#collection(line.in).delete(line.id);
    }
    this.#compact();
  }

  /** Writes only what still holds, beside the old journal, and then takes its place. */
  #compact(): void {
    const lines = [...this.#collections].flatMap(([name, items]) =>
      [...items.values()].map((item) => JSON.stringify({ in: name, id: item.id, item } satisfies Line)),
    );
    writeFileSync(`${this.#file}.new`, lines.map((line) => `${line}\n`).join(""));
    renameSync(`${this.#file}.new`, this.#file);
  }

  get(collection: string, id: string): Item | undefined {
    return this.#collection(collection).get(id);
  }

  /** In the order of making. */
  all(collection: string): Item[] {
    return [...this.#collection(collection).values()];
  }

  put(collection: string, item: Item): void {
    this.#append({ in: collection, id: item.id, item });
    this.#collection(collection).set(item.id, item);
  }

  remove(collection: string, id: string): void {
    this.#append({ in: collection, id, item: null });
    this.#collection(collection).delete(id);
  }

  #append(line: Line): void {
    appendFileSync(this.#file, `${JSON.stringify(line)}\n`);
  }
}

/** A last line that was cut off by a crash is no line. */
function readLine(text: string): Line | undefined {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}
