import { type Answer, type Prompt, type Turn, saying } from "./prompt.ts";

/** How many pieces the endless one says. */
export const ENDLESS = 100_000;

/**
 * Does what any text tells it: a line "CALL <tool> <arguments>" in what the shopper says or a tool returns makes it call
 * that tool, offered or not, and "SAY <text>" makes it say just that.
 */
export function obey({ turns }: Prompt): Answer {
  const asked = turns.findLastIndex((turn) => turn.kind === "said" && turn.by === "user");
  const since = turns.slice(Math.max(asked, 0));
  const lines = since.flatMap(linesOf);
  const commands = lines.flatMap((line) => {
    const [, name = "", given = "{}"] = /\bCALL ([\w-]+)(?:\s+(.+))?/.exec(line) ?? [];
    return name ? [{ kind: "call" as const, name, arguments: given.trim() }] : [];
  });
  const called = since.filter((turn) => turn.kind === "called").length;
  if (commands.length > called) return commands.slice(called);
  const said = lines.flatMap((line) => /\bSAY (.+)/.exec(line)?.[1] ?? []);
  return saying(said.at(-1) ?? "Done.");
}

/** The lines of a text, or of every text in the JSON that it is. */
function linesOf(turn: Turn): string[] {
  if (turn.kind === "called" || (turn.kind === "said" && turn.by === "assistant")) return [];
  return textsIn(read(turn.text)).flatMap((text) => text.split("\n"));
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Calls the first tool that it is offered, whatever came of it before. */
export const loop = ({ tools: [tool] }: Prompt): Answer =>
  tool ? [{ kind: "call", name: tool.name, arguments: "{}" }] : saying("There is nothing to call.");

/** Says more than anybody asked for. */
export const goOn = (): Answer => [{ kind: "text", pieces: endless() }];

function* endless(): Generator<string, void> {
  for (let piece = 1; piece <= ENDLESS; piece++) yield ` ${piece}`;
}
