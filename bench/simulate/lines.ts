/** @module The figures of a reckoning: each a formula over given numbers, unit costs, and figures before it. */

import type { Unit } from "./format.ts";

export interface Line {
  readonly name: string;
  readonly unit: Unit;
  readonly formula: string;
  readonly meaning: string;
}

export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

const line = (name: string, unit: Unit, formula: string, meaning: string): Line => ({
  name,
  unit,
  formula,
  meaning,
});

const ASKING: Section = {
  title: "Questions",
  lines: [
    line("allPassages", "", "servers * passages", "passages in all"),
    line("rate", "/s", "servers * questions / day", "questions, the mean of a day"),
    line("peakRate", "/s", "rate * peak", "questions in the busiest minute"),
    line("replicaCores", "", "peakRate * (question + interaction) / used", "cores of all replicas"),
    line("replicas", "", "max(2, ceil(replicaCores))", "processes that answer, one a core"),
    line(
      "replicaMachines",
      "",
      "max(2, ceil(replicas / cores), ceil(replicas * replicaMemory / memory))",
      "machines for them",
    ),
    line(
      "askingCores",
      "",
      "peakRate * databaseQuestion / used",
      "cores of the database for content",
    ),
    line(
      "limitingCores",
      "",
      "peakRate * limiting / used",
      "cores of the database for limits and claims",
    ),
    line("hot", "B", "allPassages * (heap + indexes)", "rows and indexes that a cache should hold"),
    line("peakBytes", "B/s", "peakRate * questionBytes", "from the database to the replicas"),
  ],
};

const DISK: Section = {
  title: "Disk",
  lines: [
    line("passageBytes", "B", "heap + outOfLine + indexes + others", "a passage on the disk"),
    line(
      "tables",
      "B",
      "allPassages * passageBytes + servers * collection",
      "one generation of every collection",
    ),
    line(
      "disk",
      "B",
      "tables * 2 * spare",
      "with the generation before, which is kept for a roll-back",
    ),
    line("standby", "B", "disk", "the same again for each standby"),
    line("dumps", "B", "allPassages * 2 * dump", "one dump of both generations"),
  ],
};

const BUILDING: Section = {
  title: "Building",
  lines: [
    line(
      "firstBuild",
      "s",
      "allPassages * (embedding + writing) + servers * (starting + building)",
      "CPU time of workers for the first build of all",
    ),
    line("firstBuildHere", "s", "firstBuild / workerCores", "with the cores of all workers"),
    line("firstBuild2", "s", "firstBuild / 2", "with 2 cores"),
    line("firstBuild32", "s", "firstBuild / 32", "with 32 cores"),
    line("firstBuild128", "s", "firstBuild / 128", "with 128 cores"),
    line(
      "firstDatabase",
      "s",
      "allPassages * databaseWriting + servers * databaseBuilding",
      "CPU time of the database meanwhile",
    ),
    line(
      "firstWal",
      "B",
      "allPassages * wal + servers * walBuilding",
      "write-ahead log of the first build",
    ),
    line(
      "oneCollection",
      "s",
      "passages * (embedding + writing) + starting + building",
      "CPU time of one collection built from nothing",
    ),
  ],
};

const CHANGING: Section = {
  title: "Changes of a day",
  lines: [
    line(
      "changeNarrow",
      "s",
      "change * firstBuild",
      "CPU time of workers where a few servers change all of their documents",
    ),
    line("walNarrow", "B", "change * firstWal", "write-ahead log of that"),
    line(
      "changeWide",
      "s",
      "allPassages * (change * embedding + keeping) + servers * starting",
      "CPU time of workers where every server changes a few passages: each build writes all rows again",
    ),
    line("walWide", "B", "allPassages * walKeeping", "write-ahead log of that"),
    line("walRate", "B/s", "walWide / day", "to each standby, the mean of a day"),
    line(
      "archive",
      "B",
      "2 * disk + walWide * walDays",
      "backups: two copies of the files, and the write-ahead log since",
    ),
    line(
      "rebuildingCores",
      "",
      "allPassages * databaseKeeping / day / used",
      "cores of the database for that",
    ),
    line(
      "workersBusy",
      "",
      "changeWide / workerCores / day",
      "share of the day that workers build",
    ),
  ],
};

const MACHINES: Section = {
  title: "Machines",
  lines: [
    line(
      "databaseCores",
      "",
      "askingCores + limitingCores + rebuildingCores",
      "cores of the database in all",
    ),
    line("workers", "", "ceil(workerCores / 2)", "worker processes, each with two builds"),
    line(
      "usedConnections",
      "",
      "(replicas + ceil(shards / shardsOfProcess)) * pool + workers * workerPool",
      "connections, at most",
    ),
    line(
      "databaseMemory",
      "B",
      "hot + usedConnections * connectionMemory",
      "memory of the database in all",
    ),
    line("workerMachines", "", "ceil(workerCores / cores)", "machines for workers"),
    line(
      "machines",
      "",
      "replicaMachines + workerMachines + 2 * nodes",
      "with a standby for each machine of the database; a gateway and a balancer fit beside the replicas",
    ),
  ],
};

const DISCORD: Section = {
  title: "Discord",
  lines: [
    line("leastShards", "", "ceil(servers / mostOfShard)", "shards at least"),
    line("shards", "", "ceil(servers / usualOfShard)", "shards as recommended"),
    line("connecting", "s", "shards * identifyTime", "until all shards are connected"),
    line("restarts", "", "floor(identifies / shards)", "starts of all shards in a day"),
    line(
      "botRequests",
      "/s",
      "peakRate * mentions * mentionRequests",
      "requests of the bot at the peak; answers to interactions count for none",
    ),
  ],
};

/** One primary holds all tables. */
const PRIMARY: Section = {
  title: "Database",
  lines: [line("nodes", "", "1", "machines that hold the tables, standbys apart")],
};

/** A distributed PostgreSQL: collections are spread over nodes by the hash of their names. */
const CITUS: Section = {
  title: "Citus",
  lines: [
    line("nodesByDisk", "", "ceil(disk / diskSize)", "worker nodes by disk"),
    line(
      "nodesByCores",
      "",
      "ceil((askingCores + rebuildingCores) / cores)",
      "worker nodes by cores",
    ),
    line("nodesByMemory", "", "ceil(hot / memory)", "worker nodes by memory"),
    line("nodes", "", "max(2, nodesByDisk, nodesByCores, nodesByMemory)", "worker nodes"),
    line("citusShards", "", "2 * nodes", "shards of each table, so that nodes can double"),
    line(
      "shardTables",
      "",
      "citusShards * (2 * (partitions + 1) + smallTables)",
      "tables on all nodes: passages and postings are partitioned on each",
    ),
    line("shardBytes", "B", "disk / citusShards", "bytes of a shard, moved as one"),
    line(
      "coordinatorBytes",
      "B/s",
      "peakBytes",
      "through the coordinator, unless replicas connect to the nodes",
    ),
  ],
};

const COMMON = [ASKING, DISK, BUILDING, CHANGING, DISCORD];

/** The figures with one primary, and those with a distributed PostgreSQL. */
export const SECTIONS = {
  primary: [...COMMON, PRIMARY, MACHINES],
  citus: [...COMMON, CITUS, MACHINES],
} as const satisfies Readonly<Record<string, readonly Section[]>>;

export type Kind = keyof typeof SECTIONS;
