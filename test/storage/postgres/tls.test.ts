/** @module TLS to a server: only one that the operator's authority vouches for, under its own name, is used. */

import { describe, expect, inject, it } from "vitest";
import { openDatabase } from "../../../src/storage/postgres/database.ts";
import { openConnection } from "../../../src/storage/postgres/connection.ts";
import { caught } from "../../support/fault.ts";
import { pgliteSettings } from "../../support/postgres.ts";
import { hasOpenssl, makeIdentity, serveTls } from "../../support/tls-front.ts";

const settingsFor = (port: number, ca: string | undefined, host = "localhost") => ({
  ...pgliteSettings(),
  hosts: [{ host, port }],
  password: () => "a secret password",
  tls: { ca },
});
type Settings = ReturnType<typeof settingsFor>;

const ask = async (settings: Settings): Promise<void> => {
  const database = openDatabase(settings);
  try {
    await database.script("select 1");
  } finally {
    await database.close();
  }
};

describe.skipIf(!hasOpenssl)("a server with TLS", () => {
  it("is used where authority and name are right; it sees the name", async () => {
    const identity = await makeIdentity("DNS:localhost,IP:127.0.0.1");
    const front = await serveTls(inject("postgresPort"), identity);
    await ask(settingsFor(front.port, identity.ca));
    await ask(settingsFor(front.port, identity.ca, "127.0.0.1"));
    expect(front.names).toEqual(["localhost", false]);
    await (await openConnection(settingsFor(front.port, identity.ca))).end();
  });

  it("is refused where its authority or its name is another", async () => {
    const identity = await makeIdentity("DNS:db.example.org,IP:127.0.0.2");
    const other = await makeIdentity("DNS:localhost");
    const front = await serveTls(inject("postgresPort"), identity);
    for (const settings of [
      settingsFor(front.port, other.ca),
      settingsFor(front.port, undefined),
      settingsFor(front.port, identity.ca),
      settingsFor(front.port, identity.ca, "127.0.0.1"),
    ]) {
      const error = await caught(() => ask(settings));
      expect(error).toMatchObject({ kind: "unproved" });
      expect(String(error)).toContain("DATABASE_CA_FILE");
      expect(await caught(() => openConnection(settings))).toMatchObject({ kind: "unproved" });
    }
  });
});

describe("a server without TLS", () => {
  it("is refused, and gets neither the user nor the password", async () => {
    const front = await serveTls(inject("postgresPort"));
    const error = await caught(() => ask(settingsFor(front.port, undefined)));
    expect(error).toMatchObject({ kind: "unproved" });
    expect(front.inTheClear()).toHaveLength(8);
  });
});
