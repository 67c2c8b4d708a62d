/** @module Port: pins, each a question for which an operator chose a passage. test/contract/pins.ts holds its promises. */

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
}

/** The pins of one collection. */
export interface PinStore {
  list(): Promise<readonly Pin[]>;
  add(pin: Pin): Promise<void>;
  /** Returns whether there was one. */
  remove(id: string): Promise<boolean>;
}
