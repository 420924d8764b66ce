/** Does something with each item, so many at a time; answers how long each took, in order of length, and all together. */
export async function inTurns(items, atOnce, work) {
  const took = [];
  const waiting = items.values();
  const since = performance.now();
  const worker = async () => {
    for (const item of waiting) {
      const begun = performance.now();
      await work(item);
      took.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { ms: performance.now() - since, took: took.toSorted((left, right) => left - right) };
}

/** The time within which that share was done. */
export const within = (took, share) => took[Math.ceil(took.length * share) - 1];
