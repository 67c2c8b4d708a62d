/** @module Notifications of the database: one connection that listens, opened again whenever it is lost. */

import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseSettings } from "../../base/config/database.ts";
import { openConnection } from "./connection.ts";
import { JOB_CHANNEL } from "./jobs.ts";

export interface Notifications {
  /** Calls a listener after each notification, and after each reconnection, as some may be missed. */
  readonly onChange: (listener: () => void) => () => void;
  readonly close: () => Promise<void>;
}

const RECONNECT_MS = 2_000;

/** Listens to changes of the queue of jobs until it is closed; it never rejects. */
export function listenToJobs(settings: DatabaseSettings): Notifications {
  const listeners = new Set<() => void>();
  const closing = new AbortController();
  const notify = (): void => listeners.forEach((listener) => listener());
  const listening = keepListening(settings, notify, closing.signal);
  return {
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closing.abort();
      await listening;
    },
  };
}

async function keepListening(
  settings: DatabaseSettings,
  notify: () => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await listenOnce(settings, notify, signal).catch(() => {});
    await sleep(RECONNECT_MS, undefined, { signal, ref: false }).catch(() => {});
  }
}

/** Listens on one connection until it is lost. */
async function listenOnce(
  settings: DatabaseSettings,
  notify: () => void,
  signal: AbortSignal,
): Promise<void> {
  const client = await openConnection(settings);
  const lost = new Promise<void>((resolve) => {
    client.on("error", () => resolve()).on("end", resolve);
    signal.addEventListener("abort", () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
  try {
    client.on("notification", notify);
    await client.query(`listen ${JOB_CHANNEL}`);
    notify();
    await lost;
  } finally {
    await client.end().catch(() => {});
  }
}
