/** @module The tables of the database, by where they are kept. */

/** Tables that a distributed database keeps on its coordinator; all others begin their keys with the collection. */
export const LOCAL_TABLES = [
  "ballot_key",
  "collection",
  "gateway_identify",
  "guild_change",
  "guild_collection",
  "interaction_claim",
  "job",
  "pending_work",
  "rate_limit",
  "schema_migration",
  "worker",
] as const;
