/** @module Errors of PostgreSQL by their codes: which an operator can mend, and that no value of a statement is kept. */

import { inspect } from "node:util";
import fc from "fast-check";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { UserError } from "../../../src/base/errors.ts";
import { DatabaseFault } from "../../../src/storage/database-fault.ts";
import { toConnectFault, toFault } from "../../../src/storage/postgres/fault.ts";

const PLACE = { host: { host: "db1", port: 5432 }, database: "quotes" };

/** An error of the server that quotes a member's question wherever it can. */
function errorOf(code: string, message = "at or near a question"): pg.DatabaseError {
  const error = new pg.DatabaseError(message, 1, "error");
  const detail = "Key (question)=(a question)";
  return Object.assign(error, { code, detail, hint: detail, where: detail, internalQuery: detail });
}

describe("an error of the server", () => {
  it.each([
    ["08006", "lost"],
    ["57P01", "lost"],
    ["57P03", "lost"],
    ["25P03", "lost"],
    ["58030", "lost"],
    ["25006", "read-only"],
    ["28P01", "refused"],
    ["28000", "refused"],
    ["42501", "refused"],
    ["3D000", "absent"],
    ["53300", "busy"],
    ["40P01", "busy"],
    ["55P03", "busy"],
    ["53100", "full"],
    ["53200", "full"],
    ["57014", "slow"],
    ["42P01", "old"],
    ["42703", "old"],
    ["3F000", "old"],
  ])("with the code %s is of the kind %s", (code, kind) => {
    const fault = toFault(errorOf(code, "No space left"), PLACE);
    expect(fault).toMatchObject({ kind, cause: { code } });
    expect(String(fault)).toMatch(
      /^DatabaseFault: Expected to use the database quotes at db1:5432/,
    );
  });

  it("keeps no value of a statement", () => {
    const code = fc.stringMatching(/^[0-9A-Z]{5}$/);
    fc.assert(
      fc.property(code, (any) => {
        fc.pre(!/^(?:08|25|28|3D|53|57|58)/.test(any));
        const shown = inspect(toFault(errorOf(any), PLACE), { depth: 9, showHidden: true });
        expect(shown).not.toContain("a question");
      }),
    );
    for (const known of ["08006", "28P01", "53100", "57014", "25006"]) {
      const shown = inspect(toFault(errorOf(known, "words"), PLACE), {
        depth: 9,
        showHidden: true,
      });
      expect(shown).not.toContain("a question");
    }
  });
});

describe("another error", () => {
  it("is a fault of the connection, or stays as it is", () => {
    const own = new UserError("mine");
    const foreign = Object.assign(new Error("no file"), { code: "ENOENT" });
    for (const error of [own, foreign, new TypeError("a fault of ours")])
      expect(toFault(error, PLACE)).toBe(error);
    const reset = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
    for (const error of [reset, new Error("Connection terminated unexpectedly")])
      expect(toFault(error, PLACE)).toMatchObject({ kind: "lost", cause: error });
  });

  it("while a connection is made is always a fault", () => {
    const refusals = [
      [Object.assign(new Error("no socket"), { code: "ENOENT" }), "lost"],
      [Object.assign(new AggregateError([], ""), { code: "ECONNREFUSED" }), "lost"],
      [new UserError({ expected: "a password", found: "none", remedy: "Write it." }), "refused"],
      [new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string"), "refused"],
    ] as const;
    for (const [error, kind] of refusals) {
      const fault = toConnectFault(error, PLACE);
      expect(fault).toBeInstanceOf(DatabaseFault);
      expect(fault.kind).toBe(kind);
      expect(fault.complaint?.found).not.toBe("");
    }
  });
});
