/** Text in the pieces that stand in for tokens: words, long ones in parts. */
export const piecesOf = (text: string): string[] => text.match(/\s*\S{1,6}|\s+$/g) ?? [];
export const countPieces = (text: string): number => piecesOf(text).length;

/** How many pieces an answer may still have. */
export class Allowance {
  readonly #max: number;
  #spent = 0;
  #isShort = false;

  constructor(max: number) {
    this.#max = max;
  }

  get spent(): number {
    return this.#spent;
  }

  /** Whether something had to be left out. */
  get isShort(): boolean {
    return this.#isShort;
  }

  *take(pieces: Iterable<string>): Generator<string, void> {
    for (const piece of pieces) {
      this.#isShort = this.#spent >= this.#max;
      if (this.#isShort) return;
      this.#spent += 1;
      yield piece;
    }
  }
}
