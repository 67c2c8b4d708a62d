import { describe, inject } from "vitest";
import { describeStore } from "../../contract/store.ts";
import { postgresStore, realStores } from "../../support/postgres-store.ts";
import { hasServer } from "../../support/real-postgres.ts";

describeStore("PostgreSQL", () => postgresStore());

/** Both forms in both databases are tried in the long form of the tests; in the short one each is tried once. */
const isLong = inject("isLong");

if (isLong || !hasServer()) {
  describeStore("PostgreSQL, large", () => postgresStore({ mostCommon: 0 }));
}

describe.runIf(hasServer())("on a real server", () => {
  const open = realStores();
  describeStore("PostgreSQL, large", async () => open({ mostCommon: 0 }));
  if (isLong) describeStore("PostgreSQL", async () => open());
});
