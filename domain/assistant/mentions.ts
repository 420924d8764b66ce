const MAX_MENTIONS = 12;

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Which of the named things a text names, in its order. A long name is looked for before one that is a part of it. */
export function mentionedIn(text: string, names: ReadonlyMap<number, string>): number[] {
  let rest = text;
  const found: { at: number; id: number }[] = [];
  for (const [id, name] of [...names].toSorted(([, one], [, other]) => other.length - one.length)) {
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, "giu");
    const at = rest.search(pattern);
    if (at < 0) continue;
    found.push({ at, id });
    rest = rest.replace(pattern, (whole) => "\0".repeat(whole.length));
  }
  return found
    .toSorted((one, other) => one.at - other.at)
    .slice(0, MAX_MENTIONS)
    .map(({ id }) => id);
}
