/** @module The state of an interaction: the event and the responses. */
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
  /** The message that holds the component. */
  readonly sourceId: string | undefined;
  callback: Callback | undefined;
  /** The message `@original`, once there is one. */
  originalId: string | undefined;
  /** Whether readers see a response instead of "is thinking". */
  settled: boolean;
  /** Whether its token counts as older than 15 minutes. */
  expired: boolean;
  readonly edits: SentMessage[];
  readonly followUps: string[];
};

/** State shared by the user's side and the bot's side of interactions. */
export type Records = {
  readonly byToken: Map<string, Interaction>;
  readonly messages: Map<string, SentMessage>;
  /** Messages of the bot that answer no interaction, by channel ID. */
  readonly channels: Map<string, SentMessage[]>;
  readonly news: News;
};
