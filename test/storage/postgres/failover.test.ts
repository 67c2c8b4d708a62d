/** @module Several hosts: the first that accepts writes is used, before and after a standby is promoted. */

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openConnection } from "../../../src/storage/postgres/connection.ts";
import type { Database } from "../../../src/storage/postgres/database.ts";
import { sql } from "../../../src/storage/postgres/statement.ts";
import { caughtAtLast } from "../../support/fault.ts";
import { untilReplayed } from "../../support/postgres-server.ts";
import { command, openForTest, ownServer } from "../../support/real-postgres.ts";

const INSERT = sql("test insert")`insert into thing (name) values ($1)`;
const NAMES = sql("test names")`select name from thing order by name`;
const PORT = sql("test port")`select inet_server_port() as port`;

const portOf = async (database: Database): Promise<number | undefined> =>
  (await database.query<{ readonly port: number }>(PORT, []))[0]?.port;
const expectRefusal = (error: unknown): void => expect(error).toMatchObject({ kind: "read-only" });

describe("several hosts", () => {
  it("serve on after the primary is lost and a standby promoted", async (context) => {
    const primary = await ownServer(context);
    const standby = await ownServer(context, { primary });
    const hosts = [standby, primary].map(({ port }) => ({ host: "127.0.0.1", port }));
    const database = openForTest(primary.settings({ hosts }));
    await database.script("create table thing (name text)");
    await database.query(INSERT, ["before"]);
    expect(await database.query(PORT, [])).toEqual([{ port: primary.port }]);
    await untilReplayed(primary);
    await primary.stop("SIGKILL");
    const between = await caughtAtLast(() => database.query(NAMES, []));
    expect(String(between)).toMatch(/accepts no writes .*; .*ECONNREFUSED/);
    await standby.run("pg_ctl", "promote", "-w", "-D", join(standby.folder, "data"));
    expect(await database.query(NAMES, [])).toEqual([{ name: "before" }]);
    await database.query(INSERT, ["after"]);
    expect(await database.query(NAMES, [])).toEqual([{ name: "after" }, { name: "before" }]);
    const alone = await openConnection(primary.settings({ hosts }));
    expect(alone.port).toBe(standby.port);
    await alone.end();
  });

  it("are tried again after one refuses a write", async (context) => {
    const [first, second] = [await ownServer(context), await ownServer(context)];
    for (const server of [first, second])
      await command(server.settings(), "create table thing (name text)");
    const hosts = [first, second].map(({ port }) => ({ host: "127.0.0.1", port }));
    const database = openForTest(first.settings({ hosts }));
    await database.query(INSERT, ["first"]);
    await command(first.settings(), "alter system set default_transaction_read_only to on");
    await command(first.settings(), "select pg_reload_conf()");
    // The server reads its configuration in its own time; what it still takes goes to the first.
    while ((await portOf(database)) === first.port)
      await database.query(INSERT, ["x"]).catch(expectRefusal);
    await database.query(INSERT, ["second"]);
    expect(await database.query(PORT, [])).toEqual([{ port: second.port }]);
    expect(await database.query(NAMES, [])).toEqual([{ name: "second" }]);
  });
});
