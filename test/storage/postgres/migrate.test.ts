import { describe, expect, it } from "vitest";
import { migrate, readMigrations } from "../../../src/storage/postgres/migrate.ts";
import { sharedDatabase } from "../../support/postgres.ts";

describe("migrations", () => {
  it("are applied once", async () => {
    const database = await sharedDatabase();
    expect(await migrate(database, await readMigrations())).toEqual([]);
  });

  it("leave a newer schema as it is", async () => {
    const database = await sharedDatabase();
    await expect(migrate(database, [])).rejects.toThrow(/a newer version of Footnote made/);
  });
});
