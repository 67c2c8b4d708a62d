import { describe } from "vitest";
import { describeSnapshots } from "../../contract/snapshot.ts";
import { postgresStore, realStores } from "../../support/postgres-store.ts";
import { hasServer } from "../../support/real-postgres.ts";

describeSnapshots("PostgreSQL", () => postgresStore());
describeSnapshots("PostgreSQL, large", () => postgresStore({ mostCommon: 0 }));

describe.runIf(hasServer())("on a real server", () => {
  const open = realStores();
  describeSnapshots("PostgreSQL", async () => open());
  describeSnapshots("PostgreSQL, large", async () => open({ mostCommon: 0 }));
});
