// Lets plain Node run the project's TypeScript: "@/x" is the project root and imports may leave out ".ts".
import { existsSync, statSync } from "node:fs";
import { registerHooks } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.resolve(import.meta.dirname, "..");
const isFile = (file) => existsSync(file) && statSync(file).isFile();

registerHooks({
  resolve(specifier, context, next) {
    const own = specifier.startsWith("@/");
    if (!own && !specifier.startsWith(".")) return next(specifier, context);
    if (!own && !/\.tsx?$/.test(context.parentURL ?? "")) return next(specifier, context);
    const from = own ? root : path.dirname(fileURLToPath(context.parentURL));
    const base = path.resolve(from, own ? specifier.slice(2) : specifier);
    const file = [base, `${base}.ts`, `${base}.tsx`, path.join(base, "index.ts")].find(isFile);
    return file ? next(pathToFileURL(file).href, context) : next(specifier, context);
  },
});
