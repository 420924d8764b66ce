import { defineConfig } from "vitest/config";

const alias = { "@": import.meta.dirname };

export default defineConfig({
  resolve: { alias },
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: [
            "{adapters,clients,db,domain,messages,model,sandbox}/**/*.test.ts",
            "tests/{api,money}/*.test.ts",
            "env.test.ts",
          ],
          globalSetup: "./tests/setup/global.ts",
          setupFiles: ["./tests/setup/worker.ts", "./tests/setup/foreign.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: { name: "driver", include: ["tests/driver/*.test.ts"], fileParallelism: false },
      },
      {
        resolve: { alias },
        test: {
          name: "process",
          include: ["tests/process/*.test.ts"],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
