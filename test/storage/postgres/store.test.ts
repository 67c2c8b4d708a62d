import { describe } from "vitest";
import { describeStore } from "../../contract/store.ts";
import { postgresStore, realStores } from "../../support/postgres-store.ts";
import { hasServer } from "../../support/real-postgres.ts";

describeStore("PostgreSQL", () => postgresStore());
describeStore("PostgreSQL, large", () => postgresStore({ mostCommon: 0 }));

describe.runIf(hasServer())("on a real server", () => {
  const open = realStores();
  describeStore("PostgreSQL", async () => open());
  describeStore("PostgreSQL, large", async () => open({ mostCommon: 0 }));
});
