/** A reason to stop that a person can act on: printed as it is, without a stack. */
export class Refusal extends Error {}

const isTerminal = process.stdout.isTTY;
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Does a piece of work and says so: what, and how long it took. */
export async function step(title, work) {
  const since = performance.now();
  if (isTerminal) process.stdout.write(`  ${title}…`);
  else console.log(`  ${title}…`);
  try {
    const result = await work();
    console.log(isTerminal ? `\r  ${title}: ${seconds(since)} ` : `  ${title}: ${seconds(since)}`);
    return result;
  } catch (error) {
    if (isTerminal) process.stdout.write("\n");
    throw error;
  }
}

/** Prints why it cannot go on and ends with exit code 1. */
export function fail(error) {
  console.error(`\n${error instanceof Refusal ? error.message : (error?.stack ?? error)}\n`);
  process.exit(1);
}
