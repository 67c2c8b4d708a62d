/** @module Repositories for tests: commits made by `git fast-import`, and a local server of git's own protocol. */

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";
import type { GitSettings } from "../../src/base/config/sources.ts";

/** The content of a file, or a symbolic link or submodule. */
export type Put = string | Uint8Array | { readonly mode: string; readonly content: string };

export interface TestRepository {
  readonly folder: string;
  readonly url: string;
  /** Replaces the branch by one new commit of all files; returns the commit. */
  readonly commit: (files: Readonly<Record<string, Put>>, branch?: string) => string;
  readonly git: (...args: readonly string[]) => string;
}

const ENVIRONMENT = {
  PATH: process.env.PATH ?? "",
  HOME: "/dev/null",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
};

/** Runs git without any configuration of the machine. @throws Error with its complaint. */
export function runGit(args: readonly string[], input: Uint8Array | string = ""): string {
  const { status, stdout, stderr } = spawnSync("git", args, {
    env: ENVIRONMENT,
    input,
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr.toString()}`);
  return stdout.toString().trim();
}

/** Settings of a source on this machine. */
export const settingsFor = (
  given: Pick<GitSettings, "url" | "copy"> & Partial<GitSettings>,
): GitSettings => ({ kind: "git", private: true, ...given });

/** A folder that is removed after all tests of the file. */
export async function sharedFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "footnote-git-"));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Creates a bare repository. */
export function createRepository(folder: string): TestRepository {
  runGit(["init", "--quiet", "--bare", "--template=", "--initial-branch=main", folder]);
  const git = (...args: readonly string[]): string => runGit([`--git-dir=${folder}`, ...args]);
  let count = 0;
  return {
    folder,
    git,
    url: `file://${folder}`,
    commit(files, branch = "main") {
      count += 1;
      runGit(
        [`--git-dir=${folder}`, "fast-import", "--quiet", "--force"],
        streamOf(files, branch, count),
      );
      return git("rev-parse", branch);
    },
  };
}

/** Writes the stream of `git fast-import` for a commit without a parent. */
function streamOf(files: Readonly<Record<string, Put>>, branch: string, count: number): Buffer {
  const parts: (string | Uint8Array)[] = [
    `reset refs/heads/${branch}\n`,
    `commit refs/heads/${branch}\ncommitter A <a@example.org> ${1_700_000_000 + count} +0000\n`,
    "data 1\nx\n",
  ];
  for (const [path, put] of Object.entries(files)) {
    const isPlain = typeof put === "string" || put instanceof Uint8Array;
    const content = Buffer.from(isPlain ? put : put.content);
    const mode = isPlain ? "100644" : put.mode;
    const name = `"${Buffer.from(path)
      .toString("latin1")
      .replace(/[\\"\n\x80-\xff]/g, octal)}"`;
    if (mode === "160000") parts.push(`M ${mode} ${content.toString()} ${name}\n`);
    else parts.push(`M ${mode} inline ${name}\ndata ${content.length}\n`, content, "\n");
  }
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

const octal = (character: string): string =>
  `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`;

/** Serves the repositories of a folder by `git http-backend`, until the test ends; returns the address. */
export const serveGit = (folder: string): Promise<string> =>
  serve((request, response) => runBackend(folder, request, response));

/** Serves requests on this machine until the test ends; returns the address. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}

function runBackend(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? "", "http://host");
  const backend = spawn("git", ["http-backend"], {
    env: {
      ...ENVIRONMENT,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: decodeURIComponent(pathname),
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  request.pipe(backend.stdin);
  backend.stdin.on("error", () => {});
  let head = Buffer.alloc(0);
  const onData = (chunk: Buffer): void => {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf("\r\n\r\n");
    if (end === -1) return;
    backend.stdout.off("data", onData);
    const fields = head
      .subarray(0, end)
      .toString()
      .split("\r\n")
      .map((line) => line.split(": "));
    const status = fields.find(([name]) => name === "Status")?.[1] ?? "200";
    for (const [name = "", value = ""] of fields)
      if (name !== "Status") response.setHeader(name, value);
    response.writeHead(Number.parseInt(status, 10));
    response.write(head.subarray(end + 4));
    backend.stdout.pipe(response);
  };
  backend.stdout.on("data", onData);
}
