/** @module Agents: clients of the official SDK, connected to the MCP server in this process. */

import { Client, type Transport } from "@modelcontextprotocol/client";
import { InMemoryTransport, type McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { onTestFinished } from "vitest";
import { createLog } from "../../src/base/log.ts";
import { CollectionId, singleCollection } from "../../src/collection/collections.ts";
import type { Library } from "../../src/collection/library.ts";
import { type Grant, grantedOf, type Shelf } from "../../src/programs/grant.ts";
import { openQuoting } from "../../src/programs/quoting.ts";
import { createMcpServer, type McpOptions } from "../../src/web/mcp/server.ts";
import { memoryLibrary } from "./memory-library.ts";

/** The versions of the protocol: those with a handshake, and 2026-07-28 without one. */
export const ERAS = ["legacy", "modern"] as const;
export type Era = (typeof ERAS)[number];

export const EVERYTHING: Grant = { name: "test", collections: "all" };

type Files = Readonly<Record<string, string>>;

/** Serves collections in memory, each with the files of its name. */
export async function shelfOf(all: Readonly<Record<string, Files>>): Promise<Shelf> {
  const libraries = Object.entries(all).map(([id, files]) =>
    memoryLibrary(files, CollectionId.parse(id)),
  );
  return shelfWith(await Promise.all(libraries));
}

/** Serves libraries as collections. */
export async function shelfWith(
  libraries: readonly Library[],
  given: Parameters<typeof singleCollection>[1] = {},
): Promise<Shelf> {
  const served = libraries.map((library) => singleCollection(library, given).list());
  const all = (await Promise.all(served)).flat();
  return { list: async () => all, get: async (name) => all.find(({ id }) => id === name) };
}

export interface AgentOptions extends Partial<Omit<McpOptions, "names">> {
  readonly shelf: Shelf;
  readonly era?: Era;
}

/** Connects a client to the server of a grant; of all collections by default. */
export async function connectAgent({ shelf, era = "legacy", ...given }: AgentOptions) {
  const grant = given.grant ?? EVERYTHING;
  const options: McpOptions = {
    quoting: openQuoting(shelf),
    pageOf: () => undefined,
    log: createLog("silent"),
    names: (await grantedOf(grant, shelf)).map(({ id }) => id),
    ...given,
    grant,
  };
  const [own, other] = InMemoryTransport.createLinkedPair();
  serveStdio((): McpServer => createMcpServer(options), { transport: other });
  return connectTo(own, era);
}

/** Connects a client by a transport; it is closed when the test ends. */
export async function connectTo(transport: Transport, era: Era): Promise<Client> {
  const mode = era === "modern" ? { pin: "2026-07-28" } : era;
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
  onTestFinished(() => client.close());
  await client.connect(transport);
  return client;
}

interface Result {
  readonly content: readonly object[];
}

/** Returns the text blocks of a result. */
export const blocksOf = ({ content }: Result): readonly string[] =>
  content.map((block) => ("text" in block ? String(block.text) : ""));

/** Returns the text of a result as a client shows it to a model. */
export const textOf = (result: Result): string => blocksOf(result).join("\n\n");
