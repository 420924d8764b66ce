// `npm run fuzz -- --requests 50000`: asks the API for everything, sensible or not, and holds each answer to the document.
import { repeat } from "./repeat.mjs";

await repeat(["tests/api/fuzz.test.ts"], { requests: { variable: "FUZZ_REQUESTS", times: 5000 } });
