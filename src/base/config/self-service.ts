/** @module The settings of self-service: servers that manage documents of their own, within quotas. */

import { z } from "zod";

/** The most that one server may have. */
export interface Quotas {
  readonly documents: number;
  readonly passages: number;
  /** Of its documents as they were given. */
  readonly bytes: number;
  /** Builds that its members start, a day of UTC. */
  readonly builds: number;
}

export const MEGABYTE = 1_000_000;

const upTo = (most: number) => {
  const expected = `expected a whole number from 1 to ${most}`;
  return z.coerce.number(expected).int(expected).min(1, expected).max(most, expected);
};

export const selfServiceSettings = {
  SELF_SERVICE: z.enum(["true", "false"], "expected true or false").default("false"),
  SELF_SERVICE_POSTS: z.enum(["true", "false"], "expected true or false").default("false"),
  QUOTA_DOCUMENTS: upTo(10_000).default(200),
  QUOTA_PASSAGES: upTo(1_000_000).default(5_000),
  QUOTA_MEGABYTES: upTo(10_000).default(50),
  QUOTA_BUILDS: upTo(10_000).default(50),
};

interface Settings {
  readonly SELF_SERVICE: "true" | "false";
  readonly SELF_SERVICE_POSTS: "true" | "false";
  readonly QUOTA_DOCUMENTS: number;
  readonly QUOTA_PASSAGES: number;
  readonly QUOTA_MEGABYTES: number;
  readonly QUOTA_BUILDS: number;
}

/** Returns the quotas of each server; undefined where servers don't manage documents. */
export const toQuotas = (settings: Settings): Quotas | undefined =>
  settings.SELF_SERVICE === "true"
    ? {
        documents: settings.QUOTA_DOCUMENTS,
        passages: settings.QUOTA_PASSAGES,
        bytes: settings.QUOTA_MEGABYTES * MEGABYTE,
        builds: settings.QUOTA_BUILDS,
      }
    : undefined;

/** Whether servers choose channels and forums in which posts are answered. */
export const readsServers = (settings: Settings): boolean =>
  settings.SELF_SERVICE === "true" && settings.SELF_SERVICE_POSTS === "true";

type Variables = Readonly<Record<string, string | undefined>>;

/** Describes contradictions between the settings. */
export function selfServiceContradictions(variables: Variables): string[] {
  const isSet = (name: string): boolean => variables[name]?.trim() === "true";
  if (!isSet("SELF_SERVICE"))
    return isSet("SELF_SERVICE_POSTS")
      ? ["SELF_SERVICE_POSTS: servers choose no channels, as SELF_SERVICE is off: set it to true"]
      : [];
  return variables["DATABASE_URL"]?.trim()
    ? []
    : [
        "SELF_SERVICE: the documents of servers are kept in PostgreSQL: set DATABASE_URL (docs/POSTGRES.md)",
      ];
}
