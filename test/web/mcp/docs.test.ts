import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { createLog } from "../../../src/base/log.ts";
import { PROJECT } from "../../../src/base/project.ts";
import { CollectionId } from "../../../src/collection/collections.ts";
import type { Library } from "../../../src/collection/library.ts";
import type { Shelf } from "../../../src/programs/grant.ts";
import { createApiServer, serveApi } from "../../../src/web/api/server.ts";
import { connectTo, shelfWith, textOf } from "../../support/agent.ts";
import { samplesIn } from "../../support/markdown.ts";
import { memoryLibrary } from "../../support/memory-library.ts";
import { FEEDBACK_DIR, folderWith } from "../../support/temporary.ts";
import { tinySettings } from "../../support/terminal.ts";

/** The documents of the page's example. */
const about = (title: string, publisher: string, published: string): string =>
  `---\ntitle: ${title}\npublisher: ${publisher}\npublished: ${published}\nlicence: CC BY 4.0\n---\n\n`;
const FILES = {
  "rules.md": `${about("Harbour rules", "The town", "2024-05-06")}## Mooring\n\nGuests may moor at the long pier for 14 nights in a year.\n`,
  "notices/2025.md": `${about("Notices of 2025", "The harbour office", "2025-04-01")}## Long pier\n\nGuests may moor at the long pier for 10 nights in a year.\n`,
};

const page = await readFile(join(PROJECT, "docs/MCP.md"), "utf8");
const sample = (language: string): string => samplesIn(page, language)[0]?.code ?? "";
/** It has fences of its own. */
const [, example = ""] = /^````text\n([^]*?)\n````$/m.exec(page) ?? [];

const Local = z.object({ command: z.literal("node"), args: z.array(z.string()) });
const Remote = z.object({
  type: z.literal("http"),
  url: z.url(),
  headers: z.record(z.string(), z.string()),
});
const Servers = z.object({ footnote: z.union([Local, Remote]) });
const configurations = samplesIn(page, "json").map(({ code }) => {
  const read: unknown = JSON.parse(code);
  const { mcpServers, servers } = z
    .object({ mcpServers: Servers.optional(), servers: Servers.optional() })
    .parse(read);
  return (mcpServers ?? servers)?.footnote;
});

let library: Library;
beforeAll(async () => {
  library = await memoryLibrary(FILES, CollectionId.parse("rules"));
});

const optionsOf = (shelf: Shelf, publicUrl?: string) => ({
  settings: { port: 0, host: "127.0.0.1", tokenFile: "tokens.yaml", origins: [] },
  publicUrl,
  shelf,
  tokens: {
    grantOf: async (token: string) =>
      token === "TOKEN" ? { name: "agent", collections: ["rules"] } : undefined,
  },
  log: createLog("silent"),
});

describe("docs/MCP.md", () => {
  it("shows configurations that start the server, with all collections or one", async () => {
    const local = configurations.flatMap((one) => (one && "command" in one ? [one] : []));
    expect(local).toHaveLength(2);
    const folder = await folderWith({
      "rules/rules.md": FILES["rules.md"],
      "notices/2025.md": FILES["notices/2025.md"],
      "footnote.yaml":
        "collections:\n  rules:\n    source: rules\n    audience: everyone\n  notices:\n    source: notices\n    audience:\n      servers: [110000000000000001]\n",
    });
    const offered: unknown[] = [];
    for (const { args } of local) {
      const transport = new StdioClientTransport({
        command: process.execPath,
        args: args.map((one) => one.replace("/path/to/footnote", PROJECT)),
        cwd: folder,
        env: {
          PATH: process.env.PATH ?? "",
          FEEDBACK_DIR,
          ...tinySettings(),
          COLLECTIONS_FILE: join(folder, "footnote.yaml"),
          INDEX_DIR: join(folder, "index"),
        },
        stderr: "ignore",
      });
      const agent = await connectTo(transport, "legacy");
      const [ask] = (await agent.listTools()).tools;
      offered.push(ask?.inputSchema.properties?.["collection"]);
      await agent.close();
    }
    expect(offered).toMatchObject([{ enum: ["rules", "notices"] }, undefined]);
  });

  it("shows a configuration for HTTP that is admitted", async () => {
    const [remote] = configurations.flatMap((one) => (one && "url" in one ? [one] : []));
    const url = new URL(remote?.url ?? "");
    const app = createApiServer(optionsOf(await shelfWith([library]), url.origin));
    const transport = new StreamableHTTPClientTransport(url, {
      fetch: async (to, init) => {
        const headers = new Headers(init?.headers);
        headers.set("host", url.host);
        return app.request(to.toString(), { ...init, headers });
      },
      requestInit: { headers: remote?.headers ?? {} },
    });
    const agent = await connectTo(transport, "modern");
    expect((await agent.listTools()).tools).toHaveLength(3);
  });

  it("shows a program that prints what follows it", async () => {
    const shelf = await shelfWith([library]);
    const server = await serveApi(optionsOf(shelf));
    onTestFinished(() => server.close());
    server.serves(shelf);
    const code = sample("js").replace("127.0.0.1:3118", `127.0.0.1:${server.port}`);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "--eval", code],
      { cwd: PROJECT, env: { ...process.env, FOOTNOTE_TOKEN: "TOKEN" } },
    );
    expect(stdout.trimEnd()).toBe(example.replaceAll("\n\n", "\n"));
  });

  it("shows a request with the same result", async () => {
    const [head = "", body = ""] = sample("http").split("\n\n");
    const [line = "", ...headers] = head.split("\n");
    const [method = "", path = ""] = line.split(" ");
    const { port } = new URL(`http://${headers[0]?.replace("Host: ", "")}`);
    const app = createApiServer({
      ...optionsOf(await shelfWith([library])),
      port: () => Number(port),
    });
    const response = await app.request(`http://127.0.0.1:${port}${path}`, {
      method,
      body,
      headers: headers.map((one): [string, string] => {
        const [name = "", ...value] = one.split(": ");
        return [name, value.join(": ")];
      }),
    });
    const { result } = z
      .object({ result: z.object({ content: z.array(z.looseObject({})) }) })
      .parse(await response.json());
    expect(textOf(result)).toBe(example);
  });
});
