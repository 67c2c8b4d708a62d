/** @module The load of a database, as a process that uses it sees it. */

/** The connections of a process, and the statements that wait for one. */
export interface PoolCounts {
  readonly used: number;
  readonly idle: number;
  readonly waiting: number;
}

export interface DatabaseLoad extends PoolCounts {
  /** Of the smallest statement, with the wait for a connection. */
  readonly seconds: number;
}
