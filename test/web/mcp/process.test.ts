import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { describe, expect, it, onTestFinished } from "vitest";
import { PROJECT } from "../../../src/base/project.ts";
import { connectTo, textOf } from "../../support/agent.ts";
import { HARBOUR } from "../../support/library.ts";
import { builtFolders, exitOf, hear } from "../../support/running-bot.ts";
import { FEEDBACK_DIR, folderWith, temporaryFolder } from "../../support/temporary.ts";
import { runEntry, tinySettings } from "../../support/terminal.ts";

const PROGRAM = join(PROJECT, "bin/mcp.cjs");
const GATE = "The harbour opens at six in the morning, and its gate is shut at dusk by the keeper.";
const ASK = { name: "ask", arguments: { question: "When does the harbour open?", always: true } };

type Environment = Readonly<Record<string, string>>;
const environment = (folders: Environment): Record<string, string> => ({
  PATH: process.env.PATH ?? "",
  FEEDBACK_DIR,
  ...tinySettings(),
  ...folders,
});

async function start(folders: Environment): Promise<ChildProcessWithoutNullStreams> {
  const cwd = await temporaryFolder();
  const child = spawn(process.execPath, [PROGRAM], { cwd, env: environment(folders) });
  child.stdin.on("error", () => {});
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

const line = (message: object): string => `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`;
const INITIALIZE = line({
  id: 1,
  method: "initialize",
  params: {
    protocolVersion: "2025-06-18",
    capabilities: {},
    clientInfo: { name: "test", version: "1" },
  },
});
const messagesIn = (text: string): unknown[] =>
  text
    .split("\n")
    .filter((one) => one !== "")
    .map((one) => JSON.parse(one) as unknown);

describe("the MCP server as a process", () => {
  it("builds the index while the client connects from another folder, and then quotes", async () => {
    const folder = await folderWith({ "seeds/a.md": HARBOUR });
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [PROGRAM],
      cwd: await temporaryFolder(),
      env: environment({ SEEDS_DIR: join(folder, "seeds"), INDEX_DIR: join(folder, "index") }),
      stderr: "ignore",
    });
    const agent = await connectTo(transport, "modern");
    expect(textOf(await agent.callTool(ASK))).toContain(GATE);
    expect((await agent.listResources()).resources).toMatchObject([{ name: "a.md" }]);
  });

  it("survives lines that are no messages, writes only messages, and ends with its input", async () => {
    const child = await start(await builtFolders());
    const [stdout, stderr, exit] = [hear(child.stdout), hear(child.stderr), exitOf(child)];
    child.stdin.write("> footnote@1 mcp\n\0\uFFFD{\n{}\n[1,2]\n" + '{"jsonrpc":"2.0","id":9}\n');
    child.stdin.write(`{"jsonrpc":"2.0","id":8,"method":"${"x".repeat(10_000_000)}"}\n`);
    child.stdin.write(INITIALIZE + line({ method: "notifications/initialized" }));
    child.stdin.write(line({ id: 2, method: "tools/call", params: ASK }));
    child.stdin.write(line({ id: 3, method: "tools/none" }));
    await expect.poll(stdout, { timeout: 60_000, interval: 50 }).toContain('"id":2');
    const messages = messagesIn(stdout());
    expect(messages).toHaveLength(3);
    expect(messages).toContainEqual(
      expect.objectContaining({ id: 3, error: { code: -32601, message: "Method not found" } }),
    );
    expect(messages.at(-1)).toMatchObject({ id: 2, result: { structuredContent: {} } });
    expect(stderr()).toContain("too long");
    child.stdin.end();
    expect(await exit).toBe(0);
  });

  it("ends at a signal, and when its output is closed", async () => {
    const folders = await builtFolders();
    const [signalled, unread] = [await start(folders), await start(folders)];
    const [stdout, ends] = [hear(signalled.stdout), [signalled, unread].map(exitOf)];
    signalled.stdin.write(INITIALIZE);
    await expect.poll(stdout, { timeout: 60_000, interval: 50 }).toContain('"id":1');
    signalled.kill("SIGTERM");
    unread.stdout.destroy();
    unread.stdin.write(INITIALIZE);
    expect(await Promise.all(ends)).toEqual([0, 0]);
  });

  it("says which options and collections there are", async () => {
    const unknown = await runEntry("bin/mcp.cjs", ["--collection", "other"]);
    expect(unknown).toMatchObject({ code: 2, stdout: "" });
    expect(unknown.stderr).toContain("Expected --collection with one of: default; found other.");
    const wrong = await runEntry("bin/mcp.cjs", ["--port", "1"]);
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toContain("no option but --collection");
  });
});
