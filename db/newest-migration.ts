import journal from "./migrations/meta/_journal.json" with { type: "json" };

/** When the newest migration was made (milliseconds, as the migrator notes it): a database has it or is behind. */
export const NEWEST_MIGRATION = Math.max(...journal.entries.map(({ when }) => when));
