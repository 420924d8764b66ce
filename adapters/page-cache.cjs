// Next's store for made pages and cached reads: in memory, so that after a restart nothing is older than the database.
const MAX_ENTRIES = 2000;
/** A page whose making began before a change may arrive after it: what comes this soon is not kept. */
const QUARANTINE_MS = 1000;

/** Shared by every copy that Next makes of this module. */
const shared = (globalThis.cartwrightPages ??= { entries: new Map(), changed: new Map(), generation: 0, expire });

function expire(tags) {
  const stale = new Set(tags);
  if (stale.size === 0) return;
  // Tells scripts/serve.ts that what it keeps of finished pages is old.
  shared.generation += 1;
  for (const tag of stale) shared.changed.set(tag, Date.now());
  for (const [key, entry] of shared.entries) if (entry.tags.some((tag) => stale.has(tag))) shared.entries.delete(key);
}

function tagsOf(value, context) {
  const header = value?.headers?.["x-next-cache-tags"];
  return [...(context?.tags ?? []), ...(value?.tags ?? []), ...(typeof header === "string" ? header.split(",") : [])];
}

module.exports = class PageCache {
  async get(key) {
    const entry = shared.entries.get(key);
    if (!entry) return null;
    // The least recently used is the first to go.
    shared.entries.delete(key);
    shared.entries.set(key, entry);
    return { value: entry.value, lastModified: entry.lastModified };
  }

  async set(key, value, context) {
    // A page that is not there is made again: invented addresses must not push out real pages.
    if (!value || value.status === 404) return void shared.entries.delete(key);
    const tags = tagsOf(value, context);
    const now = Date.now();
    if (tags.some((tag) => now - (shared.changed.get(tag) ?? 0) < QUARANTINE_MS)) return undefined;
    shared.entries.set(key, { value, tags, lastModified: now });
    if (shared.entries.size > MAX_ENTRIES) shared.entries.delete(shared.entries.keys().next().value);
    return undefined;
  }

  async revalidateTag(tags) {
    expire([tags].flat());
  }

  resetRequestCache() {}
};
