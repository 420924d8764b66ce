/** How long a link or a tag is waited for to end. */
const MAX_OPEN = 300;
const CLOSERS: Record<string, string> = { "[": "]", "(": ")", "<": ">" };

const RULES: [pattern: RegExp, words: string][] = [
  [/[^\P{Cc}\n\t]/gu, ""],
  // Of links and pictures the words stay.
  [/!?\[([^\]\n]*)\]\([^)\n]*\)/g, "$1"],
  [/\]\(/g, "] ("],
  [/<(?=[a-z/!?])[^<>\n]*>/gi, ""],
  [/<(?=[a-z/!?])/gi, ""],
  [/\*\*|__|`/g, ""],
  [/(?<!\S)#{1,6} /g, ""],
  // Whatever a reader could turn into a link by itself.
  [/(?:[a-z][a-z0-9+.-]*:)?\/\/\S+|(?:mailto|javascript|vbscript):\S+|\b(?:data|tel):\S+|www\.\S+/gi, ""],
  [/\b(?:[a-z0-9-]+\.)+[a-z]{2,}\/\S*/gi, ""],
];

/** Until nothing is left to take away: what one rule leaves may be the work of another. */
function plain(text: string): string {
  const less = RULES.reduce((left, [pattern, words]) => left.replace(pattern, words), text.toWellFormed());
  return less === text ? text : plain(less);
}

/** Up to where a text is settled: no word, link or tag goes on beyond there. */
function settledLength(text: string): number {
  let [settled, closer, opened] = [0, "", 0];
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (closer) {
      if (sign === closer || sign === "\n" || at - opened > MAX_OPEN) closer = "";
    } else if (isOpener(text, at)) [closer, opened] = [CLOSERS[sign] ?? "", at];
    if (!closer && /\s/.test(sign)) settled = at + 1;
  }
  return settled;
}

function isOpener(text: string, at: number): boolean {
  const sign = text.charAt(at);
  if (sign === "<") return at === text.length - 1 || /[a-z/!?]/i.test(text.charAt(at + 1));
  return sign === "[" || (sign === "(" && text.charAt(at - 1) === "]");
}

/**
 * What a model says, without markup, pictures and addresses. It is passed on in pieces, each as soon as it is sure that
 * nothing in it belongs to what comes next, so that the pieces together are the text.
 */
export class PlainText {
  #open = "";
  #said = "";
  readonly #tell: (text: string) => void;

  constructor(tell: (text: string) => void) {
    this.#tell = tell;
  }

  get said(): string {
    return this.#said;
  }

  hear(text: string): void {
    this.#open += text;
    this.#say(settledLength(this.#open));
  }

  /** Nothing comes any more. */
  end(): void {
    this.#say(this.#open.length);
  }

  #say(length: number): void {
    if (length === 0) return;
    const text = plain(this.#open.slice(0, length));
    this.#open = this.#open.slice(length);
    if (text === "") return;
    this.#said += text;
    this.#tell(text);
  }
}
