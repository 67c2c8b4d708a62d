/** @module Checks of what the program runs on: Node, and the packages that are native code. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { messageOf } from "../../base/errors.ts";
import { type Finding, findings } from "../../base/finding.ts";
import { PROJECT } from "../../base/project.ts";

const Package = z.object({ engines: z.object({ node: z.string() }) });

/** Whether this Node is one that the program is made for. The entries refuse an older one before (`bin/check-node.cjs`). */
export async function checkNode(version = process.versions.node): Promise<Finding> {
  const { ok, fault } = findings("Node");
  const { engines } = Package.parse(
    JSON.parse(await readFile(join(PROJECT, "package.json"), "utf8")),
  );
  const wanted = numbersOf(engines.node);
  const found = numbersOf(version);
  const differs = wanted.findIndex((number, at) => number !== found[at]);
  const isOld = differs >= 0 && (found[differs] ?? 0) < (wanted[differs] ?? 0);
  return isOld
    ? fault(`${version}, and ${engines.node} is needed`, "Install a newer Node, then: npm ci")
    : ok(version);
}

const numbersOf = (version: string): number[] => (version.match(/\d+/g) ?? []).map(Number);

/** Native packages, each by the module of ours that stands before it. */
const MODULES: Readonly<Record<string, () => Promise<unknown>>> = {
  "hnswlib-node": () => import("../../search/hnsw.ts"),
  "fs-native-extensions": () => import("../../base/lock.ts"),
  "onnxruntime-node": () => import("../../model/embedder.ts"),
};

/** Whether the native packages can be loaded by this Node on this machine. */
export async function checkModules(modules = MODULES): Promise<Finding> {
  const { ok, fault } = findings("native modules");
  const broken: string[] = [];
  for (const [name, load] of Object.entries(modules))
    await load().catch((error: unknown) => broken.push(`${name}: ${firstLine(messageOf(error))}`));
  return broken.length === 0
    ? ok(Object.keys(modules).join(", "))
    : fault(broken.join("; "), "Install anew with the Node that runs it: npm ci");
}

const firstLine = (text: string): string => text.split("\n")[0] ?? "";
