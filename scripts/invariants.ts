// What must hold about money and stock, asked of the database: exits with 1 when something does not.
import { db } from "@/db";
import { findViolations } from "@/domain/invariants";

const violations = await findViolations(db());
for (const { invariant, rows } of violations) {
  console.error(`\n  Broken: ${invariant}`);
  for (const row of rows) console.error(`    ${JSON.stringify(row)}`);
}
console.log(violations.length === 0 ? "  Money and stock agree." : `\n  ${violations.length} invariants are broken.`);
await db().$client.end({ timeout: 5 });
process.exitCode = violations.length === 0 ? 0 : 1;
