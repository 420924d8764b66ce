import type { ChildProcess } from "node:child_process";

export type Server = {
  child: ChildProcess;
  port: number;
  pid: number | undefined;
  cluster: string;
  url: (database: string) => string;
  stop: (signal?: NodeJS.Signals) => Promise<void>;
};
export function startPostgres(options: { folder: string; password: string; settings?: string[] }): Promise<Server>;
export function freePort(): Promise<number>;
