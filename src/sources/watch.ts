/** @module A watch over the folder of a source: reports changes of its documents once they have settled. */

import { basename, join } from "node:path";
import { realpath, stat } from "node:fs/promises";
import { watch } from "chokidar";
import { messageOf, systemCode, UserError } from "../base/errors.ts";
import { fileStamp } from "../base/file-stamp.ts";
import { sha256 } from "../base/hash.ts";
import type { Log } from "../base/log.ts";
import { freshFlight } from "../base/single-flight.ts";
import { EXAMPLES_FILE, listFiles, type Source } from "./source.ts";

export interface WatchOptions {
  /** May be created later, be unmounted, or be replaced by another. */
  readonly folder: string;
  /** The source over the folder. */
  readonly source: Pick<Source, "list">;
  /** Called once documents, their sidecars or the examples differ from the last call, or from the start. */
  readonly onChange: () => void;
  readonly log: Log;
  readonly timing?: Partial<WatchTiming>;
  readonly open?: OpenWatch;
}

/** In milliseconds. */
interface WatchTiming {
  /** From the last event to the look at the folder. */
  readonly settle: number;
  /** The longest wait while events go on. */
  readonly most: number;
  /** Between two looks without events: some drives send none. */
  readonly look: number;
}

/** Opens a watch of a folder and its subfolders, which may send events that mean nothing. */
type OpenWatch = (root: string, listener: Listener) => Promise<Close>;
type Close = () => Promise<void>;

interface Listener {
  readonly onEvent: () => void;
  readonly onFault: (error: unknown) => void;
}

const TIMING: WatchTiming = { settle: 2_000, most: 30_000, look: 60_000 };

/**
 * Watches a folder, from the time when the promise resolves until `close`. Events only hasten a look at the folder, which
 * decides: hidden files, temporary files of editors and files of unread formats are no change. It does not keep the
 * process running.
 */
export async function watchFolder(options: WatchOptions): Promise<{ readonly close: Close }> {
  const { folder, source, onChange, log, open = openWatch } = options;
  const timing = { ...TIMING, ...options.timing };
  let isClosed = false;
  let hasFailed = false;
  let known: string | undefined;
  let watched: { readonly mark: string; readonly close: Close } | undefined;

  const unwatch = async (): Promise<void> => {
    const { close } = watched ?? {};
    watched = undefined;
    await close?.();
  };
  const onFault = (error: unknown): void => {
    if (hasFailed || isClosed) return;
    hasFailed = true;
    const told = { folder, why: messageOf(error), everySeconds: timing.look / 1_000 };
    log.warn(
      told,
      `the folder can't be watched and is checked from time to time; ${remedy(error)}`,
    );
    void unwatch();
  };
  /** Watches the folder that is there now. */
  const follow = async (): Promise<void> => {
    const root = await rootOf(folder);
    if (root?.mark === watched?.mark) return;
    await unwatch();
    if (!root || hasFailed || isClosed) return;
    const close = await open(root.path, { onEvent: () => wait.begin(), onFault });
    watched = { mark: root.mark, close };
    if (hasFailed || isClosed) await unwatch();
  };
  const look = freshFlight(async () => {
    if (isClosed) return;
    await follow();
    const found = await stateOf(folder, source);
    const isNew = found !== undefined && found !== known;
    if (isNew && known !== undefined) onChange();
    known = found ?? known;
  });
  const wait = createWait(timing, () => void look());
  const timer = setInterval(() => wait.isUnderWay() || void look(), timing.look).unref();
  await look();
  return {
    async close() {
      isClosed = true;
      clearInterval(timer);
      wait.end();
      await look();
      await unwatch();
    },
  };
}

/** Creates a wait that ends some time after it was last begun. */
function createWait({ settle, most }: WatchTiming, onEnd: () => void) {
  let first: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(timer);
    first = undefined;
  };
  return {
    begin(): void {
      const now = performance.now();
      first ??= now;
      clearTimeout(timer);
      const expire = (): void => {
        end();
        onEnd();
      };
      timer = setTimeout(expire, Math.min(settle, first + most - now)).unref();
    },
    end,
    isUnderWay: () => first !== undefined,
  };
}

/** Returns the real folder, with a mark that differs for another one at the same path; undefined where there is none. */
async function rootOf(
  folder: string,
): Promise<{ readonly path: string; readonly mark: string } | undefined> {
  try {
    const path = await realpath(folder);
    const { dev, ino } = await stat(path);
    return { path, mark: [path, dev, ino].join("\n") };
  } catch {
    return undefined;
  }
}

/** Returns a hash of everything that a build would read, or of the fault; undefined where the machine is at fault. */
async function stateOf(folder: string, source: Pick<Source, "list">): Promise<string | undefined> {
  try {
    const { documents, refused } = await listFiles(source);
    return sha256(JSON.stringify([documents, refused, stampOfExamples(folder)]));
  } catch (error) {
    return error instanceof UserError ? error.message : undefined;
  }
}

function stampOfExamples(folder: string): string {
  try {
    return fileStamp(join(folder, EXAMPLES_FILE));
  } catch {
    return "";
  }
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: "raise fs.inotify.max_user_watches (sysctl), and restart",
  EMFILE: "raise fs.inotify.max_user_instances (sysctl) or the limit of open files, and restart",
};

const remedy = (error: unknown): string =>
  REMEDIES[systemCode(error) ?? ""] ?? "correct the reason, and restart";

/**
 * Watches only folders, whose events name changed files too: a watch for each file would reach the limit of the system.
 * Links are not followed.
 */
const openWatch: OpenWatch = async (root, { onEvent, onFault }) => {
  const watcher = watch(root, {
    persistent: false,
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    ignored: (path, stats) =>
      path !== root && (basename(path).startsWith(".") || stats?.isDirectory() === false),
  });
  await new Promise<void>((resolve) => {
    watcher.on("ready", resolve).on("raw", onEvent).on("all", onEvent);
    watcher.on("error", (error) => {
      onFault(error);
      resolve();
    });
  });
  return () => watcher.close();
};
