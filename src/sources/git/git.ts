/** @module Processes of git: an environment without any configuration of the machine or of a user. */

import { systemCode, UserError } from "../../base/errors.ts";
import {
  type RunningTool,
  runTool,
  startTool,
  type Tool,
  type ToolResult,
  variablesOf,
} from "../../base/child/tool.ts";

/** Raise it only with a reason: `http.curloptResolve`, which pins addresses, came with this version. */
const LEAST_VERSION = [2, 37] as const;

/**
 * No hook, helper or monitor runs, no object is fetched on demand, and a redirect is an error. Packs stay packs, and
 * `tidy` alone removes objects.
 */
const CONFIGURATION = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "core.bigFileThreshold=10m",
  "credential.helper=",
  "fetch.fsckObjects=true",
  // Faults that are harmless where nothing is checked out; old repositories have them.
  "fetch.fsck.badTimezone=ignore",
  "fetch.fsck.hasDotgit=ignore",
  "fetch.fsck.missingSpaceBeforeDate=ignore",
  "fetch.fsck.zeroPaddedFilemode=ignore",
  "fetch.unpackLimit=1",
  "gc.auto=0",
  "gc.packRefs=false",
  "http.followRedirects=false",
  "http.lowSpeedLimit=1000",
  "http.lowSpeedTime=60",
  "pack.threads=1",
  "pack.windowMemory=100m",
  "transfer.bundleURI=false",
];

const ENVIRONMENT = {
  HOME: "/dev/null",
  LC_ALL: "C",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_DEFAULT_REF_FORMAT: "files",
  GIT_TERMINAL_PROMPT: "0",
  GIT_ASKPASS: "",
  GIT_NO_LAZY_FETCH: "1",
  GIT_NO_REPLACE_OBJECTS: "1",
};

/** What a command may reach; nothing if not given. */
export interface Reach {
  readonly protocol: string;
  readonly configuration?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface GitCommand {
  readonly repository?: string;
  readonly args: readonly string[];
  readonly configuration?: readonly string[];
  readonly reach?: Reach;
  readonly signal?: AbortSignal | undefined;
}

export interface Git {
  /**
   * Runs a command to its end, whatever its exit code.
   * @throws UserError if git is not installed. OutputTooLarge, or the reason of the signal.
   */
  readonly run: (command: GitCommand) => Promise<ToolResult>;
  readonly start: (command: GitCommand) => RunningTool;
}

const MAX_OUTPUT_BYTES = 64_000_000;

/** Returns git as found in a `PATH`, by default that of this process. */
export function openGitProgram(path = variablesOf(["PATH"]).PATH ?? ""): Git {
  const toolFor = ({ repository, args, configuration = [], reach }: GitCommand): Tool => ({
    program: "git",
    args: [
      ...(repository === undefined ? [] : [`--git-dir=${repository}`]),
      ...[...CONFIGURATION, ...configuration, ...(reach?.configuration ?? [])].flatMap((entry) => [
        "-c",
        entry,
      ]),
      ...args,
    ],
    environment: {
      ...ENVIRONMENT,
      ...reach?.environment,
      PATH: path,
      GIT_ALLOW_PROTOCOL: reach?.protocol ?? "",
    },
  });
  return {
    start: (command) => startTool(toolFor(command)),
    run: (command) =>
      runTool(toolFor(command), {
        outputBytes: MAX_OUTPUT_BYTES,
        signal: command.signal ?? new AbortController().signal,
      }).catch((error: unknown) => {
        throw systemCode(error) === "ENOENT" ? unfitGit("none in PATH") : error;
      }),
  };
}

/** @throws UserError if git is not installed or too old. */
export async function requireFitGit(git: Git): Promise<void> {
  const { output } = await git.run({ args: ["version"] });
  const text = output.toString("utf8").trim();
  const [major = 0, minor = 0] = /(\d+)\.(\d+)/.exec(text)?.slice(1).map(Number) ?? [];
  const [leastMajor, leastMinor] = LEAST_VERSION;
  if (major < leastMajor || (major === leastMajor && minor < leastMinor))
    throw unfitGit(text.slice(0, 80) || "another program of this name");
}

const unfitGit = (found: string): UserError =>
  new UserError({
    expected: `git ${LEAST_VERSION.join(".")} or later`,
    found,
    remedy: "Install it (https://git-scm.com/downloads), and try again.",
  });
