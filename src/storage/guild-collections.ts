/** @module Port: the collections that servers manage themselves, and the documents that were uploaded to them. */

import { type CommunitySettings, NO_COMMUNITY } from "../base/config/collections.ts";
import type { Quotas } from "../base/config/self-service.ts";
import { UserError } from "../base/errors.ts";
import type { KeptChanges } from "./kept-changes.ts";

/** The origin of the documents: files that were uploaded, or a repository that is read over HTTPS. */
export type GuildSource =
  | { readonly kind: "uploads" }
  | {
      readonly kind: "git";
      readonly url: string;
      readonly branch?: string | undefined;
      readonly folder?: string | undefined;
    };

/** The settings that those who manage a server choose. */
export interface GuildSettings {
  readonly source: GuildSource;
  readonly visibility: "public" | "private";
  readonly language?: string | undefined;
  readonly community: CommunitySettings;
}

export interface GuildCollection {
  /** `guild-` and the ID of the guild. */
  readonly id: string;
  readonly guildId: string;
  readonly settings: GuildSettings;
  /** The time at which the bot was removed from the server; undefined while it is there. */
  readonly leftAt: Date | undefined;
}

const PREFIX = "guild-";

/** Returns the ID of the collection of a guild. */
export const guildCollectionId = (guildId: string): string => PREFIX + guildId;

/** Returns the guild of a collection's ID; undefined where that is not the ID of a guild's collection. */
export const guildOf = (id: string): string | undefined => /^guild-(\d{1,20})$/.exec(id)?.[1];

/** Returns the collection of a guild as it begins: empty, with the settings by default. */
export const newGuildCollection = (guildId: string): GuildCollection => ({
  id: guildCollectionId(guildId),
  guildId,
  settings: { source: { kind: "uploads" }, visibility: "public", community: NO_COMMUNITY },
  leftAt: undefined,
});

/** The part of its quotas that a server has used. */
export interface Usage extends Quotas {}

/** A quota that a change would exceed. */
export interface QuotaFault {
  readonly quota: keyof Quotas;
  /** Before the change. */
  readonly used: number;
  readonly most: number;
}

/** The bytes of an uploaded document and of its sidecar. */
export interface UploadedFiles {
  readonly content: Buffer;
  readonly sidecar: Buffer | undefined;
}

export interface UploadEntry {
  readonly path: string;
  /** Equal while the document and its sidecar are unchanged. */
  readonly fingerprint: string;
  readonly bytes: number;
}

/** The uploaded documents of one collection. */
export interface Uploads {
  /** @throws UserError if the collection is not there any more, so that no build takes it for an empty one. */
  list(): Promise<readonly UploadEntry[]>;
  /** Returns undefined for an unknown path. */
  read(path: string): Promise<UploadedFiles | undefined>;
  /** Returns the SHA-256 of a document's content in hexadecimal; undefined for an unknown path. */
  hashOf(path: string): Promise<string | undefined>;
  /**
   * Puts a document in one step, within the quotas on documents and bytes, which it checks under a lock of the collection;
   * returns the fault, with nothing changed, where one would be exceeded. The collection must be there (see `ensure`).
   * @param before the stamp of the files that are replaced; any files where it is absent.
   * @throws UserError if it is not there any more. OtherFiles if others are at the path.
   */
  put(
    path: string,
    files: UploadedFiles,
    quotas: Quotas,
    before?: string,
  ): Promise<QuotaFault | undefined>;
  remove(path: string): Promise<void>;
  /** The last change, kept for a day. */
  readonly changes: KeptChanges;
}

/** The collections that servers manage. */
export interface GuildCollections {
  /** Finds the collection of a guild by its key; undefined if it has none. */
  find(guildId: string): Promise<GuildCollection | undefined>;
  /** Returns the collection of an ID; undefined if there is none. */
  get(id: string): Promise<GuildCollection | undefined>;
  /** Creates the collection of a guild unless it has one. @throws UserError (transient) while an earlier one is deleted. */
  ensure(guildId: string): Promise<GuildCollection>;
  /** Replaces the settings in one step. @throws UserError if they can't be used, or the collection is not there. */
  configure(
    id: string,
    change: (settings: GuildSettings) => GuildSettings,
  ): Promise<GuildCollection>;
  /** Lists them in the order of their IDs, after one of them. */
  page(after: string | undefined, most: number): Promise<readonly GuildCollection[]>;
  /** Notes that the bot was removed from a guild; the earliest time counts. */
  leave(guildId: string): Promise<void>;
  /** Notes that the bot is in a guild, so that its collection is kept. */
  enter(guildId: string): Promise<void>;
  /** Lists those whose bot was removed before a time, the earliest first. */
  leftBefore(time: Date, most: number): Promise<readonly GuildCollection[]>;
  /** Lists those of guilds that nobody entered since a time, nor left, the earliest first. */
  unseenSince(time: Date, most: number): Promise<readonly GuildCollection[]>;
  /** Counts all of them, and those whose bot was removed. */
  count(): Promise<{ readonly all: number; readonly left: number }>;
  usage(id: string): Promise<Usage>;
  /** Counts one more build of today; returns the fault where that many were begun. */
  countBuild(id: string, quotas: Quotas): Promise<QuotaFault | undefined>;
  /**
   * Deletes everything of a collection from every table, after builds under way were stopped; without effect on one that is
   * not there. A call that was interrupted is completed by the next one.
   * @throws UserError (transient) if a build does not stop.
   */
  erase(id: string): Promise<void>;
  /** Counts the rows of a collection that are left, by table; empty where nothing is. */
  remains(id: string): Promise<Readonly<Record<string, number>>>;
  uploads(id: string): Uploads;
}

/** The quotas that documents count towards. */
type Held = Pick<Quotas, "documents" | "bytes"> & Partial<Pick<Quotas, "passages">>;

/** Returns the quota that a change exceeds; one that makes nothing larger exceeds none. */
export function findQuotaFault(used: Held, next: Held, quotas: Quotas): QuotaFault | undefined {
  const quota = (["documents", "passages", "bytes"] as const).find((one) => {
    const { [one]: after = 0 } = next;
    return after > (used[one] ?? 0) && after > quotas[one];
  });
  return quota && { quota, used: used[quota] ?? 0, most: quotas[quota] };
}

/** Returns the error of a collection that is being deleted. */
export const beingErased = (id: string): UserError =>
  new UserError(
    {
      expected: `the collection ${id}`,
      found: "none, or one that is being deleted",
      remedy: "Try again in a minute.",
    },
    { isTransient: true },
  );

/** The error of a change whose path has other files than those it was made for. */
export class OtherFiles extends Error {
  override get name(): string {
    return "OtherFiles";
  }
}

/** The error of a change that a quota forbids. */
export class QuotaReached extends UserError {
  readonly fault: QuotaFault;

  constructor(fault: QuotaFault) {
    super({
      expected: `at most ${fault.most} ${UNITS[fault.quota]}`,
      found: `${fault.used} before this change`,
      remedy: "Remove documents, or ask the operator of this bot for more.",
    });
    this.fault = fault;
  }
}

const UNITS: Readonly<Record<keyof Quotas, string>> = {
  documents: "documents",
  passages: "passages",
  bytes: "bytes of documents",
  builds: "builds a day",
};
