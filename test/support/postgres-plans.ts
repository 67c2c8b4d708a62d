/** @module The plans of statements: which tables they read, and by which conditions. */

import type pg from "pg";
import { openConnection } from "../../src/storage/postgres/connection.ts";
import { LARGE_SCRIPTS, largeTable } from "../../src/storage/postgres/large.ts";
import type { Statement } from "../../src/storage/postgres/statement.ts";
import { LOCAL_TABLES } from "../../src/storage/postgres/tables.ts";
import { pgliteSettings, sharedDatabase } from "./postgres.ts";

/** The table of a large generation that no test has: numbers of generations do not become so large. */
export const LARGE = largeTable("999999999999");

/** Returns the plan of a statement whatever the values of its parameters. */
export type Explain = (text: string) => Promise<Plan>;

interface Plan {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly Alias?: string;
  readonly Filter?: string;
  readonly "Index Cond"?: string;
  readonly "Recheck Cond"?: string;
  readonly Plans?: readonly Plan[];
}

/** Runs a piece of work while the table is there, with its indexes. */
export async function withLargeTable(work: (explain: Explain) => Promise<void>): Promise<void> {
  const database = await sharedDatabase();
  await database.script(LARGE_SCRIPTS.create(LARGE));
  await database.script(LARGE_SCRIPTS.index(LARGE, 384));
  const client = await openConnection(pgliteSettings());
  try {
    await work((text) => explain(client, text));
  } finally {
    await client.end();
    await database.script(LARGE_SCRIPTS.drop(LARGE));
  }
}

async function explain(client: pg.Client, text: string): Promise<Plan> {
  const { rows } = await client.query<{
    readonly "QUERY PLAN": readonly { readonly Plan: Plan }[];
  }>(`explain (generic_plan, verbose, costs off, format json) ${text}`);
  const [first] = rows[0]?.["QUERY PLAN"] ?? [];
  if (!first) throw new Error(`no plan of ${text}`);
  return first.Plan;
}

/** Statements that have no plan. */
const UTILITY = /^\s*listen\b/;

/** An insertion whose collection is the first parameter. */
const OWN_INSERT = /^\s*insert into \w+ \(collection\b[^)]*\)\s*(?:values \(|select )\$1[,)]/;

/** Returns the tables of content that a statement names without restricting them to the collection. */
export async function planFaults(
  { name, text }: Statement,
  explain: Explain,
): Promise<readonly string[]> {
  if (UTILITY.test(text)) return [];
  const plans = allOf(await explain(text));
  const isOwn = (plan: Plan): boolean =>
    plan["Node Type"] === "ModifyTable" ? isOwnChange(text) : isRestricted(plan);
  return plans
    .filter((plan) => isContent(plan) && !isOwn(plan))
    .map((plan) => `${name}: ${plan["Node Type"]} of ${plan["Relation Name"]}`);
}

/** Changes of rows that a plan found are restricted by that plan; those of new rows by their first column. */
const isOwnChange = (text: string): boolean => !/^\s*insert/.test(text) || OWN_INSERT.test(text);

const allOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(allOf)];

const isContent = ({ "Relation Name": table }: Plan): boolean =>
  table !== undefined && !table.startsWith("pg_") && !LOCAL_TABLES.some((name) => name === table);

/** Whether one of the conditions that all rows must meet is on the collection. */
function isRestricted(plan: Plan): boolean {
  const own = new RegExp(`^\\(*(?:${plan.Alias ?? ""}\\.)?collection = \\$1\\)*$`);
  return [plan.Filter, plan["Index Cond"], plan["Recheck Cond"]].some((condition = "") =>
    conjuncts(condition).some((part) => own.test(part)),
  );
}

/** Splits a condition at each AND that is in no parentheses but those around all; none of a part has an OR. */
function conjuncts(condition: string): readonly string[] {
  const parts: string[] = [];
  let [depth, from] = [0, 0];
  const whole = condition.replace(/^\(\((.*)\)\)$/s, "($1)");
  for (let at = 0; at < whole.length; at += 1) {
    if (whole[at] === "(") depth += 1;
    if (whole[at] === ")") depth -= 1;
    if (depth > 0 || !whole.startsWith(" AND ", at)) continue;
    parts.push(whole.slice(from, at));
    from = at + " AND ".length;
  }
  return [...parts, whole.slice(from)];
}
