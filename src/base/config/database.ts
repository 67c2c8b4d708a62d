/** @module The settings of PostgreSQL, from `DATABASE_URL`. */

/** The settings of a database; the first host that accepts writes is used. */
export interface DatabaseSettings {
  readonly hosts: readonly DatabaseHost[];
  readonly database: string;
  readonly user: string;
  /** Reads the password, again for each connection, so that a changed file counts. */
  readonly password: () => string | undefined;
  /** False only for this machine, or where the operator asks for it. */
  readonly tls: false | DatabaseTls;
  /** The most connections of a pool; one more is held for notifications and locks. */
  readonly connections: number;
}

/** A port of TCP, or a folder of Unix sockets. */
export interface DatabaseHost {
  readonly host: string;
  readonly port: number;
}

export interface DatabaseTls {
  /** In PEM; the authorities of Node are trusted without it. */
  readonly ca: string | undefined;
}
