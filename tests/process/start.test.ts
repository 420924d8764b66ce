import { cpSync, existsSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import net from "node:net";
import path from "node:path";

import { describe, expect, test } from "vitest";

import { freePort } from "@/scripts/postgres.mjs";

import { newFolder, openShop, root, run } from "./shop";

const refused = async (env: Record<string, string>) => {
  const dataDir = env["DATA_DIR"] ?? newFolder();
  const port = env["PORT"] ?? String(await freePort());
  const { ended, said } = run({ env: { DATA_DIR: dataDir, ...env, PORT: port } });
  return { code: await ended, said: said(), dataDir };
};

describe("a start that cannot be", () => {
  test.each([
    [{ PORT: "web" }, 'PORT is "web": expected a port number'],
    [{ LOG_LEVEL: "loud" }, 'LOG_LEVEL is "loud": expected one of fatal, error'],
    [{ STRIPE_SECRET_KEY: "sk_test_x" }, "STRIPE_PUBLISHABLE_KEY is missing: expected the publishable key"],
    [{ DATABASE_URL: "mysql://localhost/shop" }, "DATABASE_URL is not valid: expected a PostgreSQL address"],
    [{ HOST: "0.0.0.0" }, "The sandbox takes no real money, and this shop is set up for the public"],
    [{ NODE_ENV: "production" }, "ALLOW_SANDBOX_PAYMENTS=1"],
  ])("%j: one sentence that names the cause and the next step, and nothing is made", async (env, sentence) => {
    const { code, said, dataDir } = await refused(env);
    expect(said).toContain(sentence);
    expect(said).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  test("a port that is taken names another one", async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const { code, said, dataDir } = await refused({ PORT: String(port) });
    server.close();
    expect(said).toContain(
      `Port ${port} is taken by another program. Start with another one: PORT=${port + 1} npm start`,
    );
    expect([code, readdirSync(dataDir)]).toEqual([1, []]);
  });

  test("a database that does not answer is told from one that refuses the password", async () => {
    const silent = await refused({ DATABASE_URL: `postgres://shop:x@127.0.0.1:${await freePort()}/shop` });
    expect(silent.said).toContain("DATABASE_URL does not work: nothing answers there.");
    expect(silent.code).toBe(1);
  });

  test("a Node that is too old is told so, in words that an old Node can read", async () => {
    const old =
      'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"18.20.0"}})';
    const { ended, said } = run({ command: [process.execPath, "--import", old, "scripts/start.mjs"] });
    expect(await ended).toBe(1);
    expect(said()).toContain("is too old: install Node.js 20 or newer");
  });

  test("no network at the first install is said in one sentence, and the next start begins anew", async () => {
    const copy = newFolder();
    for (const name of ["package.json", "package-lock.json", ".npmrc", "scripts", "patches"])
      cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
    const env = {
      npm_config_registry: "http://127.0.0.1:9/",
      npm_config_cache: path.join(copy, "cache"),
      npm_config_fetch_retries: "0",
    };
    const { ended, said } = run({ cwd: copy, env });
    expect(await ended).toBe(1);
    expect(said()).toContain("The packages could not be downloaded: the package registry is out of reach.");
    expect(existsSync(path.join(copy, "node_modules/.cartwright-install"))).toBe(false);
  });

  test("a second start on the same data folder is refused and touches nothing", async () => {
    const shop = await openShop();
    const look = () => [readdirSync(shop.dataDir), readFileSync(path.join(shop.dataDir, "lock"), "utf8")];
    const before = look();
    const { code, said } = await refused({ DATA_DIR: shop.dataDir });
    expect(said).toContain(`The shop already runs on the data folder ${shop.dataDir}`);
    expect(code).toBe(1);
    expect(look()).toEqual(before);
    expect((await fetch(`${shop.base}/api/v1/products/`)).status).toBe(200);
  });

  test("a migration that is missing is named", async () => {
    const copy = newFolder();
    for (const name of readdirSync(root).filter((file) => !/^(node_modules|\.next|\.data|\.git)$/.test(file)))
      cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
    symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"));
    rmSync(path.join(copy, "db/migrations/0000_initial.sql"));
    const { ended, said } = run({
      cwd: copy,
      env: { DATA_DIR: path.join(copy, ".data"), PORT: String(await freePort()) },
    });
    expect(await ended).toBe(1);
    expect(said()).toContain("The database could not be brought up to date: No file");
    expect(said()).toContain("git checkout db/migrations");
  });
});
