// `npm run model -- --sequences 1000`: plays random stories of a small shop, and looks at money and stock after every step.
import { repeat } from "./repeat.mjs";

await repeat(["tests/money/model.test.ts"], { sequences: { variable: "MODEL_SEQUENCES", times: 1000 } });
