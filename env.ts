import { z } from "zod";

const text = z.string().trim().min(1);
const whole = (min: number, max: number) => text.regex(/^\d+$/).transform(Number).pipe(z.number().min(min).max(max));
const seconds = whole(1, 604_800);
const origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin);
const list = z.string().transform((value) =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean),
);
const says = <T extends z.ZodType>(schema: T, description: string) => schema.meta({ description });

/** Every variable that the shop reads; the description says what is expected, in the words of the error. */
const Environment = z.object({
  PORT: says(whole(0, 65_535).default(3000), "a port number from 0 to 65535, such as 3000"),
  HOST: says(text.default("127.0.0.1"), "the address to listen on, such as 127.0.0.1 or 0.0.0.0"),
  APP_URL: says(origin.default("http://localhost:3000"), "the public address, such as https://shop.example.com"),
  DATABASE_URL: says(
    z.url({ protocol: /^postgres(ql)?$/ }),
    "a PostgreSQL address, such as postgres://user:password@host:5432/shop; unset, `npm start` brings its own database",
  ),
  DATA_DIR: says(text.default(".data"), "a folder that can be written to"),
  STRIPE_SECRET_KEY: says(
    text.regex(/^(sk|rk)_/),
    "a secret key that begins with sk_ or rk_; unset, the sandbox is used",
  ),
  STRIPE_PUBLISHABLE_KEY: says(text.regex(/^pk_/), "the publishable key that belongs to STRIPE_SECRET_KEY (pk_…)"),
  STRIPE_WEBHOOK_SECRET: says(
    list.refine((secrets) => secrets.length > 0 && secrets.every((secret) => secret.startsWith("whsec_"))),
    "the signing secret of the webhook endpoint (whsec_…), several separated by commas while it is rotated",
  ),
  STRIPE_API_BASE: says(
    origin.optional(),
    "the origin of a server that speaks Stripe's API, such as http://127.0.0.1:12111",
  ),
  STRIPE_JS_URL: says(text.optional(), "where the browser finds Stripe.js when it is not Stripe's own"),
  OPENAI_API_KEY: says(text, "a key of OpenAI's, or of a server that speaks its API; unset, the offline assistant"),
  OPENAI_MODEL: says(text.default("gpt-5.4-mini"), "the name of a model that can call functions"),
  OPENAI_BASE_URL: says(
    z.url({ protocol: /^https?$/ }).default("https://api.openai.com/v1"),
    "the address of a server that speaks OpenAI's API, up to its version, such as http://127.0.0.1:11434/v1",
  ),
  OPENAI_API: says(
    z.enum(["responses", "chat_completions"]).default("responses"),
    "responses or chat_completions, whichever the server at OPENAI_BASE_URL speaks",
  ),
  OPENAI_PRICES: says(
    text
      .regex(/^\d+(\.\d+)?,\d+(\.\d+)?$/)
      .transform((value) => value.split(",").map(Number))
      .optional(),
    "what a million tokens cost in US dollars, those read and those written, such as 0.25,2",
  ),
  OPENAI_EMBEDDING_MODEL: says(
    text.default("text-embedding-3-small"),
    "the name of a model that makes embeddings, by which search finds what is related; none searches by words alone",
  ),
  OPENAI_EMBEDDING_DIMENSIONS: says(whole(16, 3072).default(256), "how many numbers an embedding has, 16 to 3072"),
  EMBEDDING_DAILY_TOKENS: says(whole(0, 1_000_000_000).default(5_000_000), "how many tokens embeddings may use a day"),
  CHAT_DAILY_TOKENS: says(whole(0, 1_000_000_000).default(2_000_000), "how many tokens the assistant may use a day"),
  SMTP_URL: says(
    z.url({ protocol: /^smtps?$/ }),
    "a mail server, such as smtps://user:password@host:465; unset, the local mailbox",
  ),
  MAIL_FROM: says(text.default("Kiln & Loom <shop@kiln-and-loom.example>"), "the sender of the shop's mail"),
  AUTH_SECRET: says(text.min(32), "at least 32 random characters; unset, `npm start` makes one"),
  ADMIN_USERNAME: says(text.optional(), "the user name of the first admin"),
  ADMIN_EMAIL: says(z.email().optional(), "the e-mail address of the first admin"),
  ADMIN_PASSWORD: says(text.min(8).optional(), "the password of the first admin, at least 8 characters"),
  ORDER_HOLD_SECONDS: says(seconds.default(900), "how long an unpaid order keeps its stock, in seconds"),
  SWEEP_INTERVAL_SECONDS: says(seconds.default(30), "seconds between two looks for orders whose hold has ended"),
  RECONCILE_INTERVAL_SECONDS: says(seconds.default(300), "seconds between two comparisons with Stripe"),
  TRUSTED_PROXY_HOPS: says(whole(0, 10).default(0), "how many proxies of yours stand in front, 0 to 10"),
  RATE_LIMIT_SCALE: says(
    text
      .regex(/^\d+(\.\d+)?$/)
      .transform(Number)
      .pipe(z.number().positive().max(1_000_000))
      .default(1),
    "a number by which every rate limit is multiplied, such as 1 or 2.5",
  ),
  IMAGE_HOSTS: says(list.default([]), "host names whose pictures may be shown, separated by commas"),
  CORS_ORIGINS: says(list.default([]), "origins whose pages may call the API, separated by commas"),
  LOG_LEVEL: says(
    z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    "one of fatal, error, warn, info, debug, trace, silent",
  ),
  INTERNAL_ORIGIN: says(
    origin.default("http://127.0.0.1:3000"),
    "set by `npm start`: where the web server hears the other processes",
  ),
  SANDBOX_ORIGIN: says(origin.optional(), "set by `npm start` while the sandbox runs"),
  NOTICE: says(z.string().default(""), "a line above every page"),
});
type Environment = z.output<typeof Environment>;

/** Reads the variables; throws one sentence a wrong one: its name, what is wrong, what to do. */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = Environment.safeParse(given);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))];
  const sentences = names.map((name) => {
    const expected = Environment.shape[name as keyof Environment].meta()?.["description"];
    const secret = /KEY|SECRET|PASSWORD|URL/.test(name);
    const problem = given[name] === undefined ? "is missing" : secret ? "is not valid" : `is "${given[name]}"`;
    return `${name} ${problem}: expected ${expected}. Set it in the environment or in .env.`;
  });
  throw new Error(sentences.join("\n"));
}

let read: Environment | undefined;
/** The environment, read once; the only reader of process.env in the shop. */
export const env = (): Environment =>
  // oxlint-disable-next-line node/no-process-env -- this is that reader
  (read ??= readEnvironment(process.env));
