/** @module Port: pins, each a question for which an operator chose a passage. test/contract/pins.ts holds its promises. */

import { UserError } from "../base/errors.ts";

export interface Pin {
  /** Of this pin, in a `custom_id` too: at most 20 small letters and digits. */
  readonly id: string;
  readonly question: string;
  /** The ID of the passage. */
  readonly passage: string;
  /** In ISO 8601. */
  readonly day: string;
}

/**
 * `active`: its passage is shown first for questions near it. It is set aside while its passage is `gone` from the active
 * generation, or while another pin has the same question and another passage (`contradicted`).
 */
export type PinStatus = "active" | "gone" | "contradicted";

export interface PinState extends Pin {
  readonly status: PinStatus;
  /** The ID of the passage at the place of one that is gone, where it is known. */
  readonly successor?: string;
}

/** The most pins of a collection. */
export const MOST_PINS = 500;

/** The pins of one collection. Each method rejects with a UserError where the disk or the database fails. */
export interface PinStore {
  /** Lists the pins, the earliest first. */
  list(): Promise<readonly Pin[]>;
  /** Adds a pin durably. @throws PinRefused if there are `MOST_PINS`. */
  add(pin: Pin): Promise<void>;
  /** Removes a pin durably; returns whether there was one. */
  remove(id: string): Promise<boolean>;
  /** Replaces all pins durably, in one step. */
  replace(pins: readonly Pin[]): Promise<void>;
}

/**
 * `unknown`: there is no such passage here; `changed`, `removed`: it is gone; `near`: a pin with a question near this one
 * leads to another passage; `greeting`: a greeting is not searched for; `full`: there are as many pins as can be kept.
 */
export type PinRefusal = "unknown" | "changed" | "removed" | "near" | "greeting" | "full";

interface RefusedFor {
  /** The ID of the passage that was to be pinned. */
  readonly passage?: string;
  /** The ID of the passage at its place now. */
  readonly successor?: string | undefined;
  /** The pin that is near. */
  readonly near?: Pin;
}

/** The error of a pin that can't be added; each door words it for its users. */
export class PinRefused extends UserError {
  readonly kind: PinRefusal;
  readonly about: RefusedFor;

  constructor(kind: PinRefusal, about: RefusedFor = {}) {
    super(REFUSALS[kind](about), { exitCode: 2 });
    this.kind = kind;
    this.about = about;
  }
}

const REFUSALS: Readonly<Record<PinRefusal, (about: RefusedFor) => string>> = {
  unknown: ({ passage = "" }) => `No passage has the ID ${passage}.`,
  changed: ({ passage = "", successor }) =>
    `The passage ${passage} has changed${successor === undefined ? "" : `; ${successor} is in its place`}.`,
  removed: ({ passage = "" }) => `The passage ${passage} was removed.`,
  near: ({ near }) =>
    `The pin ${near?.id ?? ""} has nearly the same question and leads to ${near?.passage ?? ""}: remove it first.`,
  greeting: () => "A greeting can't be pinned.",
  full: () => `There are ${MOST_PINS} pins already: remove one first.`,
};
