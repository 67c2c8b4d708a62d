import { describe, inject } from "vitest";
import { describeSnapshots } from "../../contract/snapshot.ts";
import { postgresStore, realStores } from "../../support/postgres-store.ts";
import { hasServer } from "../../support/real-postgres.ts";

describeSnapshots("PostgreSQL", () => postgresStore());

/** Both forms in both databases are tried in the long form of the tests; in the short one each is tried once. */
const isLong = inject("isLong");

if (isLong || !hasServer()) {
  describeSnapshots("PostgreSQL, large", () => postgresStore({ mostCommon: 0 }));
}

describe.runIf(hasServer())("on a real server", () => {
  const open = realStores();
  describeSnapshots("PostgreSQL, large", async () => open({ mostCommon: 0 }));
  if (isLong) describeSnapshots("PostgreSQL", async () => open());
});
