/** @module What the harness and its processes tell each other. */

import type { BuildSummary } from "../../src/build/summary.ts";
import type { Step } from "./disk.ts";

export interface Job {
  readonly task: "build" | "look" | "serve" | "start";
  readonly seedsDir: string;
  readonly indexDir: string;
  readonly full?: boolean;
  readonly back?: boolean;
  readonly purge?: boolean;
  readonly force?: boolean;
  /** The step before which the process is killed; a write is done by half. */
  readonly killAt?: number;
  /** The step that fails with the code; a write is done by half. */
  readonly failAt?: number;
  readonly code?: string;
  /** How far the clock is off. */
  readonly clockYears?: number;
  /** Passages whose fate is asked. */
  readonly ids?: readonly string[];
}

export interface Quotation {
  readonly id: string;
  readonly path: string;
  /** Of the text that it is a slice of: of the file, or of what was extracted from it. */
  readonly sha256: string;
  readonly start: number;
  readonly end: number;
  readonly excerpt: string;
}

/** An index as one finds it: what it answers, or how it is refused, and what `verify` says. */
export interface View {
  readonly generation?: string;
  readonly documents?: number;
  readonly quotations?: readonly Quotation[];
  /** By ID: found, gone, unknown. */
  readonly fates?: Readonly<Record<string, string>>;
  readonly refused?: string;
  readonly isForPeople?: boolean;
  readonly faults: readonly string[];
}

export interface Report {
  readonly ready?: boolean;
  readonly serving?: boolean;
  readonly view?: View;
  readonly steps?: readonly Step[];
  readonly summary?: BuildSummary;
  readonly failed?: string;
  readonly isForPeople?: boolean;
  readonly answers?: number;
  readonly generations?: number;
  readonly quotations?: readonly Quotation[];
}
