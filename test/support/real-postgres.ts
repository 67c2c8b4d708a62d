/** @module Databases of a real PostgreSQL for tests; where there is none, a test that asks for one is skipped. */

import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import pg from "pg";
import { afterAll, inject, onTestFinished, type TestContext } from "vitest";
import { type DatabaseSettings, readDatabase } from "../../src/base/config/database.ts";
import { connectionOptions } from "../../src/storage/postgres/connection.ts";
import { type Database, openDatabase } from "../../src/storage/postgres/database.ts";
import { migrate, readMigrations } from "../../src/storage/postgres/migrate.ts";
import { type PostgresServer, type ServerOptions, startServer } from "./postgres-server.ts";

type Skippable = Pick<TestContext, "skip">;

const NO_SERVER =
  "no PostgreSQL: TEST_DATABASE_URL names none, and TEST_POSTGRES no folder of its programs (docs/TESTING.md)";
const NO_PROGRAMS = "no programs of PostgreSQL: TEST_POSTGRES names no folder (docs/TESTING.md)";

/** Creates an empty database, dropped after the test. @returns the settings of a superuser in it. */
export async function realDatabase(context: Skippable): Promise<DatabaseSettings> {
  const { settings, drop } = await createDatabase(await serverOf(context));
  onTestFinished(drop);
  return settings;
}

/** Returns the address of a database, as `DATABASE_URL` has it. */
export function urlOf({ hosts: [first], user, password, database }: DatabaseSettings): string {
  const secret = password();
  const login = secret === undefined ? user : `${user}:${encodeURIComponent(secret)}`;
  return `postgres://${login}@${first?.host}:${first?.port}/${database}`;
}

/** Whether there is a server, for files that create a database before all of their tests. */
export function hasServer(): boolean {
  const { url, control } = inject("realPostgres");
  return (url ?? control) !== undefined;
}

/** Creates a database with the schema; its caller drops it. */
export async function createMigrated(): Promise<Created> {
  const created = await createDatabase(await serverOf({ skip: noServer }));
  const database = openDatabase(created.settings);
  await migrate(database, await readMigrations());
  await database.close();
  return created;
}

const noServer = (): never => {
  throw new Error(NO_SERVER);
};

interface Created {
  readonly settings: DatabaseSettings;
  readonly drop: () => Promise<void>;
}

async function createDatabase(server: DatabaseSettings): Promise<Created> {
  const database = `footnote_${randomUUID().replaceAll("-", "")}`;
  await command(server, `create database ${database}`);
  const drop = (): Promise<void> =>
    command(server, `drop database if exists ${database} with (force)`);
  return { settings: { ...server, database }, drop };
}

/** Returns a function that opens a database with the schema: one for all tests of a `describe`, dropped after them. */
export function sharedRealDatabase(): (context: Skippable) => Promise<Database> {
  let opened: Promise<Database> | undefined;
  const open = async (): Promise<Database> => {
    const { settings, drop } = await createMigrated();
    const database = openDatabase(settings);
    endings.push(() => database.close(), drop);
    return database;
  };
  const endings: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const end of endings) await end();
  });
  return async (context) => {
    await serverOf(context);
    opened ??= open();
    return opened;
  };
}

/** Creates a database with the schema, opened for the test. */
export async function migratedDatabase(context: Skippable): Promise<Database> {
  const database = openForTest(await realDatabase(context));
  await migrate(database, await readMigrations());
  return database;
}

/** Opens a database until the test ends. */
export function openForTest(settings: DatabaseSettings): Database {
  const database = openDatabase(settings);
  onTestFinished(() => database.close());
  return database;
}

/** Starts a server for the test alone, which may stop it. */
export async function ownServer(
  context: Skippable,
  options: Omit<ServerOptions, "programs"> = {},
): Promise<PostgresServer> {
  const { programs } = inject("realPostgres");
  if (programs === undefined) return context.skip(NO_PROGRAMS);
  const server = await startServer({ programs, ...options });
  onTestFinished(() => server.remove());
  return server;
}

/** Runs statements as they are. */
export async function command(settings: DatabaseSettings, statements: string): Promise<void> {
  const [host] = settings.hosts;
  if (host === undefined) throw new Error("no host");
  const client = new pg.Client(connectionOptions(settings, host));
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}

async function serverOf(context: Skippable): Promise<DatabaseSettings> {
  const { url, control } = inject("realPostgres");
  if (url !== undefined) return settingsOf(url);
  if (control === undefined) return context.skip(NO_SERVER);
  const port = await text(connect(control, "127.0.0.1"));
  if (!/^\d+$/.test(port)) throw new Error(port);
  return settingsOf(`postgres://postgres@127.0.0.1:${port}/postgres`);
}

function settingsOf(url: string): DatabaseSettings {
  const faults: string[] = [];
  const settings = readDatabase({ DATABASE_URL: url, DATABASE_CONNECTIONS: "4" }, faults);
  if (settings && faults.length === 0) return settings;
  throw new Error(`TEST_DATABASE_URL: ${faults.join(", ")}`);
}
