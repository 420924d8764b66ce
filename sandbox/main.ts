// The sandbox as a process of its own: started and stopped by the command that opens the shop.
import { startSandbox } from "./server.ts";

function variable(name: string, expected: string, pattern: RegExp): string {
  // oxlint-disable-next-line node/no-process-env -- a program of its own, which reads nothing of the shop's
  const value = process.env[name] ?? "";
  if (pattern.test(value)) return value;
  console.error(`${name} is ${value ? "not valid" : "missing"}: expected ${expected}. \`npm start\` sets it.`);
  process.exit(1);
}

const sandbox = await startSandbox({
  port: Number(variable("SANDBOX_PORT", "a port number, 0 for a free one", /^\d{1,5}$/)),
  smtpPort: Number(variable("SANDBOX_SMTP_PORT", "a port number, 0 for a free one", /^\d{1,5}$/)),
  folder: variable("SANDBOX_DATA", "a folder for its state", /./),
  keys: {
    secret: variable("SANDBOX_SECRET_KEY", "a key that begins with sk_test_", /^sk_test_/),
    publishable: variable("SANDBOX_PUBLISHABLE_KEY", "a key that begins with pk_test_", /^pk_test_/),
  },
  webhook: {
    url: variable("SANDBOX_WEBHOOK_URL", "the shop's webhook address", /^http:\/\/[^/]+\//),
    secret: variable("SANDBOX_WEBHOOK_SECRET", "a secret that begins with whsec_", /^whsec_/),
  },
  openai: { key: variable("SANDBOX_OPENAI_KEY", "a key that begins with sk-sandbox", /^sk-sandbox/) },
});

async function stop(): Promise<void> {
  await Promise.race([sandbox.stop(), new Promise((resolve) => setTimeout(resolve, 2000))]);
  process.exit(0);
}
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop());
process.on("disconnect", () => void stop());
process.send?.({ type: "ready", port: sandbox.port, smtp_port: sandbox.smtpPort });
