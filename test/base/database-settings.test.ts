/** @module The settings of a database: what an address means, what is refused, and that no password is shown. */

import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { publicSettings, readConfig, readDatabaseSettings } from "../../src/base/config/config.ts";
import { faultOf } from "../support/fault.ts";
import { folderWith, temporaryFolder } from "../support/temporary.ts";
import { hasOpenssl, makeIdentity } from "../support/tls-front.ts";

const read = (DATABASE_URL: string, more: Readonly<Record<string, string>> = {}) =>
  readConfig({ DATABASE_URL, ...more }).database;
const refusal = (DATABASE_URL: string, more: Readonly<Record<string, string>> = {}) =>
  faultOf(() => readConfig({ DATABASE_URL, ...more }));

describe("an address", () => {
  it("names hosts in their order, with their ports, a user and a database", () => {
    expect(read("postgres://bot@db1.example.org:6432,db2,[::1]:1,10.0.0.7/quotes")).toMatchObject({
      hosts: [
        { host: "db1.example.org", port: 6432 },
        { host: "db2", port: 5432 },
        { host: "::1", port: 1 },
        { host: "10.0.0.7", port: 5432 },
      ],
      database: "quotes",
      user: "bot",
      connections: 8,
    });
  });

  it("names the folder of a Unix socket", () => {
    const settings = read("postgresql://bot@/quotes?host=/run/postgresql&port=5433");
    expect(settings?.hosts).toEqual([{ host: "/run/postgresql", port: 5433 }]);
    expect(settings?.tls).toBe(false);
  });

  it("may hold any user, password and name, encoded", () => {
    const part = fc.string({ minLength: 1, unit: "binary" }).filter((text) => text.trim() === text);
    fc.assert(
      fc.property(part, part, part, (user, password, database) => {
        const [a, b, c] = [user, password, database].map(encodeURIComponent);
        const settings = readDatabaseSettings({
          DATABASE_URL: `postgres://${a}:${b}@localhost/${c}`,
        });
        expect(settings).toMatchObject({ user, database });
        expect(settings?.password()).toBe(password);
      }),
    );
  });

  it.each([
    ["http://bot@localhost/quotes", "expected a form"],
    ["postgres://localhost/quotes", "no user"],
    ["postgres://bot@localhost", "no name of a database"],
    ["postgres://bot@localhost/", "no name of a database"],
    ["postgres://bot@/quotes", "expected hosts"],
    ["postgres://bot@localhost:0/quotes", "expected hosts"],
    ["postgres://bot@localhost:99999/quotes", "expected hosts"],
    ["postgres://bot@local host/quotes", "expected hosts"],
    ["postgres://bot@localhost,/quotes", "expected hosts"],
    ["postgres://bot@[localhost]/quotes", "expected hosts"],
    ["postgres://bot@localhost/quotes?port=5", "port is for ?host=/folder"],
    ["postgres://bot@localhost/quotes?host=/run", "host is given twice"],
    ["postgres://bot@/quotes?host=run", "the folder of a Unix socket"],
    ["postgres://bot@/quotes?host=/run&port=x", "port: expected"],
    ["postgres://bot@/quotes?host=/run&sslmode=verify-full", "a Unix socket has no TLS"],
    ["postgres://bot@localhost/quotes?sslmode=maybe", "expected verify-full or disable"],
    ["postgres://bot@localhost/quotes?sslmode=disable&sslmode=disable", "given twice"],
    ["postgres://bot@localhost/quotes?connect_timeout=3", "unknown parameter connect_timeout"],
    ["postgres://bot@localhost/quotes?password=hunter2", "set DATABASE_PASSWORD_FILE"],
    ["postgres://bot:a@b/c?hunter2@localhost/quotes", "signs such as"],
    ["postgres://bot@localhost/quotes?sslrootcert=ca.pem", "set DATABASE_CA_FILE"],
  ])("%s is refused", async (url, reason) => {
    const fault = await refusal(url);
    expect(fault).toContain("DATABASE_URL: ");
    expect(fault).toContain(reason);
    expect(fault).not.toContain("hunter2");
  });

  it.each(["/", "?", "#", "@", "%", ":12/", "?a=b&"])(
    "with %s in its password is refused or read, and no fault shows the password",
    async (sign) => {
      const secret = `hunter2${sign}hunter3`;
      const fault = await refusal(`postgres://bot:${secret}@localhost/quotes?unknown=1`);
      expect(fault).not.toMatch(/hunter/);
    },
  );
});

describe("TLS", () => {
  const REMOTE = "postgres://bot@db.example.org/quotes";

  it("is the default towards another machine, and is off towards this one unless asked for", () => {
    expect(read(REMOTE)?.tls).toEqual({ ca: undefined });
    expect(read("postgres://bot@localhost,db.example.org/quotes")?.tls).toEqual({ ca: undefined });
    for (const host of ["localhost", "127.0.0.1", "[::1]"])
      expect(read(`postgres://bot@${host}/quotes`)?.tls).toBe(false);
    expect(read("postgres://bot@localhost/quotes?sslmode=verify-full")?.tls).toEqual({
      ca: undefined,
    });
  });

  it("is never without a proof of the server", async () => {
    for (const mode of ["require", "prefer", "allow", "verify-ca", "no-verify"])
      expect(await refusal(`${REMOTE}?sslmode=${mode}`)).toContain("use verify-full");
  });

  it("is switched off towards another machine by a setting of its own, with a warning", async () => {
    expect(await refusal(`${REMOTE}?sslmode=disable`)).toContain("set DATABASE_TLS=off");
    for (const url of [REMOTE, `${REMOTE}?sslmode=disable`]) {
      const config = readConfig({ DATABASE_URL: url, DATABASE_TLS: "off" });
      expect(config.database?.tls).toBe(false);
      expect(config.warnings.join()).toContain("DATABASE_TLS=off: anyone on the way");
    }
    const local = { DATABASE_URL: "postgres://bot@localhost/quotes", DATABASE_TLS: "off" };
    expect(readConfig(local).warnings).toEqual([]);
    expect(await refusal(`${REMOTE}?sslmode=verify-full`, { DATABASE_TLS: "off" })).toContain(
      "contradicts DATABASE_TLS=off",
    );
    expect(await refusal(REMOTE, { DATABASE_TLS: "on" })).toContain("DATABASE_TLS: expected off");
  });

  it.skipIf(!hasOpenssl)("trusts the authorities of a file", async () => {
    const { ca } = await makeIdentity("DNS:db.example.org");
    const folder = await folderWith({ "ca.pem": ca, "no.pem": "nothing" });
    const DATABASE_CA_FILE = join(folder, "ca.pem");
    expect(read(REMOTE, { DATABASE_CA_FILE })?.tls).toEqual({ ca });
    expect(await refusal("postgres://bot@localhost/q", { DATABASE_CA_FILE })).toContain(
      "TLS is not used",
    );
    for (const name of ["no.pem", "none.pem"])
      expect(await refusal(REMOTE, { DATABASE_CA_FILE: join(folder, name) })).toContain(
        "DATABASE_CA_FILE: expected a certificate in PEM",
      );
  });
});

describe("a password", () => {
  const LOCAL = "postgres://bot@localhost/quotes";

  it("in a file is read again each time", async () => {
    const folder = await folderWith({ password: "first\n" });
    const DATABASE_PASSWORD_FILE = join(folder, "password");
    await chmod(DATABASE_PASSWORD_FILE, 0o600);
    const settings = read(LOCAL, { DATABASE_PASSWORD_FILE });
    expect(settings?.password()).toBe("first");
    await writeFile(DATABASE_PASSWORD_FILE, "second");
    expect(settings?.password()).toBe("second");
    await writeFile(DATABASE_PASSWORD_FILE, "");
    expect(() => settings?.password()).toThrow(
      "DATABASE_PASSWORD_FILE: the file it names is empty",
    );
  });

  it("in a file that others can read is warned of", async () => {
    const DATABASE_PASSWORD_FILE = join(await folderWith({ password: "secret" }), "password");
    await chmod(DATABASE_PASSWORD_FILE, 0o644);
    const { warnings } = readConfig({ DATABASE_URL: LOCAL, DATABASE_PASSWORD_FILE });
    expect(warnings.join()).toContain("the file that DATABASE_PASSWORD_FILE names (mode 644)");
  });

  it("is in one place, and its file is there", async () => {
    const DATABASE_PASSWORD_FILE = join(await temporaryFolder(), "none");
    expect(await refusal(LOCAL, { DATABASE_PASSWORD_FILE })).toContain("cannot read the file");
    const both = await refusal("postgres://bot:x@localhost/q", { DATABASE_PASSWORD_FILE });
    expect(both).toContain("keep one of them");
  });

  it("is in no setting of a backup", () => {
    const environment = {
      DATABASE_URL: "postgres://bot:hunter2@localhost/quotes",
      DATABASE_CONNECTIONS: "4",
      FEEDBACK_DIR: "hunter2",
    };
    expect(publicSettings(environment)).toEqual({
      DATABASE_CONNECTIONS: "4",
      FEEDBACK_DIR: "[redacted]",
    });
  });
});

describe("without an address", () => {
  it("there is no database, and settings of one are faults, all in one list", async () => {
    expect(readConfig({}).database).toBeUndefined();
    expect(readDatabaseSettings({})).toBeUndefined();
    const fault = await faultOf(() =>
      readConfig({ DATABASE_CA_FILE: "x", DATABASE_TLS: "off", DATABASE_CONNECTIONS: "200" }),
    );
    for (const name of ["DATABASE_CA_FILE", "DATABASE_TLS", "DATABASE_CONNECTIONS"])
      expect(fault).toContain(`${name}: DATABASE_URL is not set`);
    expect(fault).toContain("DATABASE_CONNECTIONS: expected a whole number from 1 to 100");
  });
});
