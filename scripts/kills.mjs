// `npm run kills -- --app 50 --database 20`: kills the shop's own processes under load, and looks for what was lost.
import { repeat } from "./repeat.mjs";

const counts = {
  app: { variable: "APP_KILLS", times: 50 },
  database: { variable: "DATABASE_KILLS", times: 20 },
  seed: { variable: "KILLS_SEED", times: 1 },
};
await repeat(["tests/process/kills.test.ts"], counts, "process");
