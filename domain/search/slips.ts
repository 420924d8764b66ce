/** How many slips of the finger a word may have and still be recognised: short words are too close to each other. */
export const slipsIn = (word: string) => (/\d/.test(word) || word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

/** The word with each two neighbours changed back: to the finger that is one slip, to an edit distance two. */
export const swapsOf = (word: string): string[] =>
  Array.from(word.slice(1)).flatMap((letter, index) => {
    const before = word[index] ?? "";
    return before === letter ? [] : [word.slice(0, index) + letter + before + word.slice(index + 2)];
  });

/** The ways in which a word falls into two that are no shorter than three letters: teacup is tea cup. */
export const splitsOf = (word: string): [string, string][] =>
  Array.from(word.slice(3, -2), (_, index) => [word.slice(0, index + 3), word.slice(index + 3)]);
