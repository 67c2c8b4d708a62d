import { describeSnapshots } from "../../contract/snapshot.ts";
import { postgresStore } from "../../support/postgres-store.ts";

describeSnapshots("PostgreSQL", () => postgresStore());
describeSnapshots("PostgreSQL, a table for each generation", () => postgresStore({ mostCommon: 0 }));
