/** @module `migrate`, as an operator runs it. */

import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readMigrations } from "../../src/storage/postgres/migrate.ts";
import { freePort } from "../support/loopback.ts";
import { realDatabase, urlOf } from "../support/real-postgres.ts";
import { folderWith } from "../support/temporary.ts";
import { footnote, jsonLines } from "../support/terminal.ts";

it("needs a database", async () => {
  const { code, stdout, stderr } = await footnote(["migrate"], { env: {} });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("Set it to migrate a database");
});

it("creates the tables, and then says that they are up to date", async (context) => {
  const env = { DATABASE_URL: urlOf(await realDatabase(context)) };
  const names = (await readMigrations()).map(({ name }) => name);
  const first = await footnote(["migrate", "--json"], { env });
  expect(jsonLines(first)).toEqual([{ applied: names }]);
  expect(await footnote(["migrate"], { env })).toMatchObject({
    code: 0,
    stdout: "The schema is up to date.\n",
    stderr: "",
  });
});

it("names the server that it can't reach, and no password", async () => {
  const port = await freePort();
  const folder = await folderWith({ password: "hunter2" });
  await chmod(join(folder, "password"), 0o600);
  const envs = [
    { DATABASE_URL: `postgres://bot:hunter2@127.0.0.1:${port}/quotes` },
    {
      DATABASE_URL: `postgres://bot@127.0.0.1:${port}/quotes`,
      DATABASE_PASSWORD_FILE: join(folder, "password"),
    },
  ];
  for (const env of envs) {
    const { code, stdout, stderr } = await footnote(["migrate"], { env });
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(`to reach the database quotes at 127.0.0.1:${port}`);
    expect(stderr).not.toContain("hunter2");
  }
});
