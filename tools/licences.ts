/** @module `npm run licences`: what production depends on and under which licence; fails on one that is not permissive. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { PROJECT } from "../src/base/config/config.ts";
import { describeDependencies, forbidden } from "./permissive.ts";

const Lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
    }),
  ),
});
const Manifest = z.object({ license: z.string() });

/** Every package that is installed without `--omit=dev` too, on whichever system. */
const dependencies = Object.entries(
  Lockfile.parse(JSON.parse(readFileSync(join(PROJECT, "package-lock.json"), "utf8"))).packages,
)
  .filter(([path, { dev }]) => path !== "" && dev !== true)
  .map(([path, { version = "", license }]) => ({
    name: path.replace(/^.*node_modules\//, ""),
    version,
    licence: license ?? installed(path) ?? "unknown",
  }));

/** What the package itself says, where the lockfile does not. */
function installed(path: string): string | undefined {
  const file = join(PROJECT, path, "package.json");
  if (!existsSync(file)) return undefined;
  return Manifest.safeParse(JSON.parse(readFileSync(file, "utf8"))).data?.license;
}

process.stdout.write(describeDependencies(dependencies));
const faults = dependencies.filter(forbidden);
for (const { name, version, licence } of faults)
  process.stderr.write(`not permissive: ${name} ${version}: ${licence}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
