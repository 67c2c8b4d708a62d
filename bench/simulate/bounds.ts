/** @module Bounds: the resources that demand uses up, and the number of servers at which each is. */

import type { Kind } from "./lines.ts";
import { evaluate, type Values } from "./formula.ts";

interface Resource {
  readonly resource: string;
  readonly use: string;
  readonly limit: string;
  readonly remedy: string;
}

/** A resource with the share of it that is used. */
export interface Bound extends Resource {
  readonly share: number;
  /** The servers at which it is used up, if all uses grow with them. */
  readonly servers: number;
}

const WORKING: Resource = {
  resource: "hours of the workers a day, if every server changes documents daily",
  use: "changeWide / workerCores",
  limit: "day",
  remedy: "more workers; they share a queue and nothing else",
};

const ANYWHERE: readonly Resource[] = [
  WORKING,
  {
    resource: "requests of the bot to Discord",
    use: "botRequests",
    limit: "requestRate",
    remedy: "turn answers to mentions off, or ask Discord for a higher limit",
  },
  {
    resource: "identifies a day",
    use: "shards * starts",
    limit: "identifies",
    remedy: "restart fewer gateways; replicas over HTTP identify never",
  },
];

const CONNECTIONS: Resource = {
  resource: "connections of the database",
  use: "usedConnections",
  limit: "connections",
  remedy: "raise max_connections (and memory), or lower DATABASE_CONNECTIONS",
};

/** Of one primary, each part of the machine. */
const PRIMARY: readonly Resource[] = [
  {
    resource: "cores of the database",
    use: "databaseCores",
    limit: "cores",
    remedy: "a machine with more cores, then Citus",
  },
  {
    resource: "memory of the database",
    use: "databaseMemory",
    limit: "memory",
    remedy: "more memory, then Citus; with less, questions to quiet collections read from the disk",
  },
  {
    resource: "disk of the database",
    use: "disk",
    limit: "diskSize",
    remedy: "a larger disk, then Citus",
  },
  {
    resource: "network of the database, questions",
    use: "peakBytes",
    limit: "network * used",
    remedy: "a faster network, then Citus",
  },
  {
    resource: "network of the database, write-ahead log to a standby",
    use: "walRate",
    limit: "network * used",
    remedy: "fewer builds a day (QUOTA_BUILDS)",
  },
  CONNECTIONS,
];

/** Of Citus, the parts that more nodes do not help. */
const COORDINATOR: readonly Resource[] = [
  {
    resource: "network of the coordinator",
    use: "coordinatorBytes",
    limit: "network * used",
    remedy: "connect replicas to the nodes, which route queries themselves",
  },
  {
    resource: "cores of the coordinator, limits and claims",
    use: "limitingCores",
    limit: "cores",
    remedy: "distribute claims by the interaction, and rates by their key",
  },
  CONNECTIONS,
];

const RESOURCES: Readonly<Record<Kind, readonly Resource[]>> = {
  primary: [...PRIMARY, ...ANYWHERE],
  citus: [...COORDINATOR, ...ANYWHERE],
};

/** Lists all resources, the one that is used up first before the others. */
export const boundsOf = (kind: Kind, values: Values): readonly Bound[] =>
  RESOURCES[kind]
    .map((resource) => {
      const share = evaluate(resource.use, values) / evaluate(resource.limit, values);
      return { ...resource, share, servers: Math.floor((values["servers"] ?? 0) / share) };
    })
    .toSorted((one, other) => other.share - one.share);
