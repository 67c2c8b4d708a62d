import { describeStore } from "../../contract/store.ts";
import { postgresStore } from "../../support/postgres-store.ts";

describeStore("PostgreSQL", () => postgresStore());
describeStore("PostgreSQL, a table for each generation", () => postgresStore({ mostCommon: 0 }));
