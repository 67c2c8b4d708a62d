/** @module The tables of the database, by where they are kept. */

/** Tables that a distributed database keeps on its coordinator; all others begin their keys with the collection. */
export const LOCAL_TABLES = [
  "collection",
  "job",
  "rate_limit",
  "schema_migration",
  "worker",
] as const;
