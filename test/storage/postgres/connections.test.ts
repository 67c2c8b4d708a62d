/** @module Connections to a real server: lost, refused, too many, too slow; what an operator reads, and what comes next. */

import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { inspect } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import type { DatabaseSettings } from "../../../src/base/config/database.ts";
import { createLog } from "../../../src/base/log.ts";
import { DatabaseFault } from "../../../src/storage/database-fault.ts";
import { openConnection } from "../../../src/storage/postgres/connection.ts";
import { openDatabase, type Session } from "../../../src/storage/postgres/database.ts";
import { sql } from "../../../src/storage/postgres/statement.ts";
import { caught, caughtAtLast } from "../../support/fault.ts";
import { ownServer, openForTest, realDatabase } from "../../support/real-postgres.ts";

const ONE = sql("test one")`select 1 as one`;
const SLEEP = sql("test sleep")`select pg_sleep($1)::text as slept`;
const OWN_ID = sql("test id")`select pg_backend_pid() as id`;
const TERMINATE = sql("test terminate")`select pg_terminate_backend($1)`;
const TO_NUMBER = sql("test cast")`select $1::text::integer as number`;
const INSERT = sql("test insert")`insert into thing (name) values ($1)`;
const COUNT = sql("test count")`select count(*)::integer as count from thing`;

const quick = (settings: DatabaseSettings, statement = 10_000): DatabaseSettings => ({
  ...settings,
  limits: { connect: 300, statement },
});

const idOf = async (session: Session): Promise<number> =>
  (await session.query<{ readonly id: number }>(OWN_ID, []))[0]?.id ?? 0;
const countOf = async (session: Session): Promise<number> =>
  (await session.query<{ readonly count: number }>(COUNT, []))[0]?.count ?? -1;
const kindOf = async (work: () => Promise<unknown>): Promise<string> => {
  const error = await caught(work);
  if (error instanceof DatabaseFault) return error.kind;
  throw error;
};

/** Forwards to a port until it is cut: then nothing comes through, and no connection ends. */
async function networkTo(port: number) {
  let isCut = false;
  const sockets = new Set<Socket>();
  const pass = (from: Socket, to: Socket): void => {
    sockets.add(from.on("error", () => {}));
    from.on("data", (chunk: Buffer) => isCut || to.write(chunk));
    from.on("close", () => isCut || to.destroy());
  };
  const server = createServer((socket) => {
    const behind = connect(port, "127.0.0.1");
    pass(socket, behind);
    pass(behind, socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => void (isCut = true),
    mend: () => void (isCut = false),
  };
}

describe("a statement", () => {
  it("that takes too long is stopped, but not in a long transaction", async (context) => {
    const database = openForTest(quick(await realDatabase(context), 50));
    const sleep = (session: Session) => session.query(SLEEP, [0.2]);
    expect(await kindOf(() => sleep(database))).toBe("slow");
    expect(await kindOf(() => database.transaction(sleep))).toBe("slow");
    await database.transaction(sleep, { isLong: true });
    await database.script("select pg_sleep(0.2)");
    expect(await kindOf(() => sleep(database))).toBe("slow");
  });

  it("names neither its text nor its values where it fails", async (context) => {
    const database = openForTest(await realDatabase(context));
    const error = await caught(() => database.query(TO_NUMBER, ["a question"]));
    const lines: string[] = [];
    createLog("info", [], (line) => lines.push(line)).error({ err: error });
    const shown = `${String(error)} ${inspect(error, { depth: 9, showHidden: true })} ${lines.join()}`;
    expect(shown).toContain("SQLSTATE 22P02");
    expect(shown).not.toMatch(/a question|::integer/);
  });

  it("that only reads is repeated once after a lost connection", async (context) => {
    const settings = await realDatabase(context);
    const [database, other] = [openForTest({ ...settings, connections: 1 }), openForTest(settings)];
    const lost = await idOf(database);
    const sleeping = database.query(SLEEP, [0.5]);
    await other.query(TERMINATE, [lost]);
    expect(await sleeping).toHaveLength(1);
    expect(await idOf(database)).not.toBe(lost);
  });

  it("that writes is not repeated", async (context) => {
    const database = openForTest(await realDatabase(context));
    await database.script("create table thing (name text)");
    await database.script(`create function slow() returns trigger language plpgsql as
      'begin perform pg_sleep(5); return new; end'; create trigger slow before insert on thing
      for each row execute function slow()`);
    const inserting = kindOf(() => database.query(INSERT, ["a"]));
    await database.script(
      "do $$ begin for i in 1..100 loop perform pg_sleep(0.02); perform pg_terminate_backend(pid) from pg_stat_activity where query like 'insert into thing%'; if found then exit; end if; end loop; end $$",
    );
    expect(await inserting).toBe("lost");
    expect(await countOf(database)).toBe(0);
  });
});

describe("a transaction", () => {
  it("whose connection is lost is rolled back, and ends no process", async (context) => {
    const database = openForTest(await realDatabase(context));
    await database.script("create table thing (name text)");
    const lost = database.transaction(async (session) => {
      await session.query(INSERT, ["a"]);
      await database.query(TERMINATE, [await idOf(session)]);
      await session.query(INSERT, ["b"]);
    });
    expect(await kindOf(() => lost)).toBe("lost");
    expect(await countOf(database)).toBe(0);
  });

  it("whose rows to load fail is rolled back, and its connection serves on", async (context) => {
    const database = openForTest({ ...(await realDatabase(context)), connections: 1 });
    await database.script("create table thing (name text)");
    const target = { table: "thing", columns: { name: "text" } } as const;
    const failing = function* () {
      yield ["a"];
      throw new Error("no more rows");
    };
    await expect(database.load(target, failing())).rejects.toThrow("no more rows");
    expect(await countOf(database)).toBe(0);
    expect(await database.load(target, [["a"], ["b"]])).toBe(2);
    expect(await countOf(database)).toBe(2);
  });
});

describe("all connections in use", () => {
  it("is a fault that says so, and shows in the counts", async (context) => {
    const database = openForTest({ ...quick(await realDatabase(context)), connections: 1 });
    expect(await database.counts()).toEqual({ used: 0, idle: 0, waiting: 0 });
    await database.transaction(async () => {
      const waiting = caught(() => database.query(ONE, []));
      await expect.poll(() => database.counts()).toEqual({ used: 1, idle: 0, waiting: 1 });
      const error = await waiting;
      expect(error).toMatchObject({ kind: "busy" });
      expect(String(error)).toContain("all connections in use");
    });
    expect(await database.query(ONE, [])).toEqual([{ one: 1 }]);
    expect(await database.counts()).toEqual({ used: 0, idle: 1, waiting: 0 });
  });
});

describe("a network", () => {
  it("that is cut is noticed, and serves again once it is restored", async (context) => {
    const settings = await realDatabase(context);
    const network = await networkTo(settings.hosts[0]?.port ?? 0);
    const database = openForTest({
      ...quick(settings, 100),
      hosts: [{ host: "127.0.0.1", port: network.port }],
    });
    await database.query(ONE, []);
    network.cut();
    expect(await kindOf(() => database.query(ONE, []))).toBe("lost");
    network.mend();
    expect(await database.query(ONE, [])).toEqual([{ one: 1 }]);
  });
});

describe("a server", () => {
  it("that is stopped and started again serves without a new start of this process", async (context) => {
    const server = await ownServer(context);
    const database = openForTest(quick(server.settings()));
    const listening = await openConnection(server.settings());
    await database.query(ONE, []);
    for (const signal of ["SIGINT", "SIGKILL"] as const) {
      await server.stop(signal);
      const error = await caughtAtLast(() => database.query(ONE, []));
      expect(error).toMatchObject({ kind: "lost" });
      expect(String(error)).toContain(`the database postgres at 127.0.0.1:${server.port}`);
      await server.start();
      expect(await database.query(ONE, [])).toEqual([{ one: 1 }]);
    }
    await listening.end();
  });

  it("that refuses the password, the user, the database or another connection says so", async (context) => {
    const server = await ownServer(context, {
      access: ["local all all trust", "host all all 127.0.0.1/32 scram-sha-256"],
    });
    const superuser = { hosts: [{ host: server.folder, port: server.port }] };
    const admin = openForTest(server.settings(superuser));
    await admin.script("create role reader login password 'right'");
    await admin.script("create role single login password 'right' connection limit 1");
    const kindWith = (change: Partial<DatabaseSettings>) => {
      const database = openDatabase(
        server.settings({ user: "reader", password: () => "right", ...change }),
      );
      return kindOf(() => database.query(ONE, [])).finally(() => database.close());
    };
    expect(await kindWith({ password: () => "wrong" })).toBe("refused");
    expect(await kindWith({ password: () => undefined })).toBe("refused");
    expect(await kindWith({ user: "nobody" })).toBe("refused");
    expect(await kindWith({ database: "none" })).toBe("absent");
    const one = openForTest(server.settings({ user: "single", password: () => "right" }));
    await one.transaction(async () => expect(await kindWith({ user: "single" })).toBe("busy"));
  });

  it("gets the password of the moment for each connection", async (context) => {
    const server = await ownServer(context, {
      access: ["local all all trust", "host all all 127.0.0.1/32 scram-sha-256"],
    });
    const admin = openForTest(
      server.settings({ hosts: [{ host: server.folder, port: server.port }] }),
    );
    await admin.script("create role reader login password 'first'");
    let password = "first";
    const database = openForTest(server.settings({ user: "reader", password: () => password }));
    await database.query(ONE, []);
    await admin.script("alter role reader password 'second'");
    password = "second";
    await admin.query(TERMINATE, [await idOf(database)]);
    expect(await database.query(ONE, [])).toEqual([{ one: 1 }]);
  });
});
