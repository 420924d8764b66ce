// `npm run crowds -- --rounds 20 --checkouts 500`: crowds after the same goods, and checkouts whose answers are lost.
import { repeat } from "./repeat.mjs";

await repeat(["tests/money/crowds.test.ts", "tests/money/lost-answers.test.ts"], {
  rounds: { variable: "CROWD_ROUNDS", times: 20 },
  checkouts: { variable: "LOST_CHECKOUTS", times: 500 },
});
