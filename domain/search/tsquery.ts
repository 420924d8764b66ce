/** Something that a few of the typed words in a row can mean, as PostgreSQL's tsquery. */
export type Meaning = { from: number; words: number; query: string };

const quoted = (lexeme: string) => `'${lexeme.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

export const lexemeQuery = (lexeme: string) => quoted(lexeme);
export const prefixQuery = (word: string) => `${quoted(word)}:*`;
export const all = (queries: readonly string[]) => join(queries, " & ");
export const any = (queries: readonly string[]) => join([...new Set(queries)], " | ");

function join(queries: readonly string[], operator: string): string {
  const [only = ""] = queries;
  return queries.length > 1 ? `(${queries.join(operator)})` : only;
}

/** Every way through so many typed words, each by one of its meanings; empty where one has none. */
export function chain(meanings: readonly Meaning[], count: number): string {
  const ends: string[] = [];
  for (let from = count - 1; from >= 0; from--) {
    const ways = Map.groupBy(
      meanings.filter((meaning) => meaning.from === from && from + meaning.words <= count),
      ({ words }) => from + words,
    );
    ends[from] = any(
      [...ways].flatMap(([next, here]) => {
        const rest = next === count ? [] : [ends[next] ?? ""];
        return rest.includes("") ? [] : [all([any(here.map(({ query }) => query)), ...rest])];
      }),
    );
  }
  return ends[0] ?? "";
}
