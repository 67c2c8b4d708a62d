/** @module Collections as configured: the one of the environment, or those that `footnote.yaml` names. */

import type { SourceSettings } from "./sources.ts";

/** The settings of a collection that a build needs. */
export interface ContentSettings {
  /** At most 64 small letters, digits and hyphens. */
  readonly id: string;
  readonly source: SourceSettings;
  readonly indexDir: string;
  /** The main language of the documents, as a subtag of BCP 47: that of texts whose own is not clear. */
  readonly language?: string | undefined;
  /** The most passages of all documents together; no limit where there is none. */
  readonly mostPassages?: number | undefined;
}

/** The settings of a collection. */
export interface CollectionSettings extends ContentSettings {
  readonly audience: Audience;
  /** Users who may operate this collection where it serves; those of `OPERATOR_IDS` operate all in the home guild. */
  readonly operators: readonly string[];
  /** Whether answers may be shown to everyone in a channel, or to the asker only. */
  readonly visibility: "public" | "private";
  /** Whether anyone who has the address of a passage may read it on a page. */
  readonly hasPages: boolean;
  readonly community: CommunitySettings;
}

/** The settings of a collection for the conversations of its members. */
export interface CommunitySettings {
  /** Channels and forums in which each new question or post is searched, and answered where the find is sure. */
  readonly answerIn: readonly string[];
  /** Whether a button offers the search under a post that is not answered. */
  readonly offersSearch: boolean;
  /** Channels in which an answer gets a thread of its own. */
  readonly threadsIn: readonly string[];
  /** The operators' channel; undefined where questions can't be passed to a person. */
  readonly desk?: DeskSettings | undefined;
}

/** The settings of the operators' channel. */
export interface DeskSettings {
  readonly channelId: string;
  /** The only role that a question there pings; none is pinged without it. */
  readonly roleId?: string | undefined;
  /** The least time between two pings. */
  readonly pingEverySeconds: number;
  /** Whether a report is posted there each week. */
  readonly hasDigest: boolean;
}

/** The settings of a collection that answers only those who ask it. */
export const NO_COMMUNITY: CommunitySettings = {
  answerIn: [],
  offersSearch: false,
  threadsIn: [],
};

/** The places and members that a collection serves. */
export interface Audience {
  /** Whether it serves every place that no other collection names. */
  readonly isEveryone: boolean;
  readonly servers: readonly string[];
  readonly channels: readonly string[];
  /** Only members with one of these are served; all members where it is empty. */
  readonly roles: readonly string[];
}

/** The audience of everyone, everywhere. */
export const EVERYONE: Audience = { isEveryone: true, servers: [], channels: [], roles: [] };

/** The main language of documents, as settings name it. */
export const LANGUAGE_CODE = /^[a-z]{2,3}$/;

/** The ID of the only collection where none are named. */
export const DEFAULT_ID = "default";
