/** @module What the fake remembers of an interaction: the event, and what the bot said to it. */
import type { Fields } from "./json.ts";
import type { SentMessage } from "./messages.ts";
import type { News } from "./news.ts";
import type { InteractionEvent, Where } from "./payloads.ts";

export type Callback = { readonly type: number; readonly data?: Fields };

export type Interaction = {
  readonly id: string;
  readonly token: string;
  readonly kind: InteractionEvent["type"] | "ping" | "other";
  readonly where: Where;
  /** The message a component stands on. */
  readonly sourceId: string | undefined;
  callback: Callback | undefined;
  /** What `@original` means, once there is one. */
  originalId: string | undefined;
  /** Whether a reader sees an answer and no longer "is thinking". */
  settled: boolean;
  /** Whether its token is older than 15 minutes, as far as Discord is concerned. */
  expired: boolean;
  readonly edits: SentMessage[];
  readonly followUps: string[];
};

/** Shared by the interactions' two sides: the user's, which asks, and the bot's, which answers. */
export type Records = {
  readonly byToken: Map<string, Interaction>;
  readonly messages: Map<string, SentMessage>;
  /** What the bot wrote into channels by itself, by the channel's ID. */
  readonly channels: Map<string, SentMessage[]>;
  readonly news: News;
};
