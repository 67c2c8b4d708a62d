/** @module The state of an interaction: the event and the responses. */
import type { Feed } from "./feed.ts";
import type { Fields } from "./json.ts";
import type { Store } from "./message-json.ts";
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
  /** Whether it is sent over HTTP, so that an edit can come before the response is read. */
  readonly isOverHttp: boolean;
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

/** State shared by the members' side and the bot's side. */
export type Records = Store & {
  readonly byToken: Map<string, Interaction>;
  /** The messages that the bot wrote with a nonce that counts once. */
  readonly nonces: Map<string, string>;
  readonly feed: Feed;
  readonly news: News;
  readonly note: (fault: string) => void;
};
