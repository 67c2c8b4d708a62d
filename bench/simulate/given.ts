/** @module Given numbers: the demand, the machines that are reckoned with, and the limits of Discord. */

import type { Unit } from "./format.ts";
import type { Values } from "./formula.ts";

interface Given {
  readonly value: number;
  readonly unit: Unit;
  readonly meaning: string;
}

/** Assumptions about those who ask; change them to your own. */
export const DEMAND = {
  servers: { value: 10_000, unit: "", meaning: "servers, each with a collection of its own" },
  passages: { value: 1_000, unit: "", meaning: "passages of a collection" },
  questions: { value: 20, unit: "", meaning: "questions of a server a day" },
  peak: { value: 20, unit: "", meaning: "the busiest minute of a day over its mean" },
  change: { value: 0.01, unit: "", meaning: "share of the passages that change in a day" },
  mentions: { value: 0.2, unit: "", meaning: "share of the questions that come by a mention" },
} as const satisfies Readonly<Record<string, Given>>;

/** The machines, and the share of them that is used at the peak. */
export const MACHINE = {
  cores: { value: 8, unit: "", meaning: "cores of a machine" },
  memory: { value: 32e9, unit: "B", meaning: "memory of a machine" },
  diskSize: { value: 2e12, unit: "B", meaning: "disk of a machine" },
  network: { value: 1.25e9, unit: "B/s", meaning: "network of a machine, 10 Gbit/s" },
  used: { value: 0.5, unit: "", meaning: "share of cores and network used at the peak" },
  pool: { value: 11, unit: "", meaning: "connections of a replica or gateway (docs/SCALE.md)" },
  workerPool: { value: 29, unit: "", meaning: "connections of a worker with two builds" },
  connectionMemory: { value: 10e6, unit: "B", meaning: "memory of a connection of the database" },
  connections: { value: 500, unit: "", meaning: "max_connections of the database" },
  workerCores: { value: 16, unit: "", meaning: "cores of all workers" },
  spare: {
    value: 1.2,
    unit: "",
    meaning: "disk over live rows: dead ones until vacuum, free pages",
  },
  walDays: { value: 7, unit: "", meaning: "days of archived write-ahead log" },
  partitions: { value: 64, unit: "", meaning: "partitions of passages, and of postings" },
  smallTables: { value: 8, unit: "", meaning: "other tables of content" },
  day: { value: 86_400, unit: "s", meaning: "a day" },
} as const satisfies Readonly<Record<string, Given>>;

/** Limits of Discord for one bot, as its documentation gives them. */
export const DISCORD = {
  requestRate: {
    value: 50,
    unit: "/s",
    meaning: "requests of a bot, answers to interactions apart",
  },
  identifies: { value: 1_000, unit: "", meaning: "identifies of a bot in a day" },
  identifyTime: { value: 5, unit: "s", meaning: "time between two identifies" },
  mostOfShard: { value: 2_500, unit: "", meaning: "servers of a shard at most" },
  starts: { value: 10, unit: "", meaning: "starts of all shards in a day, such as upgrades" },
  shardsOfProcess: { value: 16, unit: "", meaning: "shards of a gateway process" },
  usualOfShard: { value: 1_000, unit: "", meaning: "servers of a shard as Discord recommends" },
  mentionRequests: { value: 2, unit: "", meaning: "requests of the bot for a mention" },
} as const satisfies Readonly<Record<string, Given>>;

export const GIVEN: Readonly<Record<string, Given>> = { ...DEMAND, ...MACHINE, ...DISCORD };

/** Returns the given numbers, with changes. */
export const givenValues = (change: Values = {}): Values => ({
  ...Object.fromEntries(Object.entries(GIVEN).map(([name, { value }]) => [name, value])),
  ...change,
});
