/** The page cache of this process (page-cache.cjs), once Next has loaded it. */
type Pages = { generation: number; expire: (tags: Iterable<string>) => void };
const shared = globalThis as typeof globalThis & { cartwrightPages?: Pages };

/** The one place where what an operation touched reaches the pages: those that show it are made anew when next asked for. */
export const invalidate = (tags: Iterable<string>): void => shared.cartwrightPages?.expire(tags);

/** Raised whenever anything of the shop became stale; none where no pages are kept. */
export const generation = (): number | undefined => shared.cartwrightPages?.generation;
