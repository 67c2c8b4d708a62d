/** @module No secret is in the log, however deep in an error it was. */

import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { UserError } from "../../src/base/errors.ts";
import { createLog, type Log, logFailure, redact, sinkTo } from "../../src/base/log.ts";

const BOT = ["MTIzNDU2Nzg5MDEyMzQ1Njc4", "GabcdE", "abcdefghijklmnopqrstuvwxyz0123456789AB"].join(
  ".",
);
/** No pattern would know it for a secret. */
const ODD = "plain-looking$&token(1)";
const INTERACTION = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OmFiY2RlZg";
const QUESTION = "Who may speak at night?";

const URLS = [
  `https://discord.com/api/v10/webhooks/123456789012345678/${INTERACTION}/messages/@original`,
  `http://127.0.0.1:80/api/v10/interactions/123456789012345678/${INTERACTION}/callback?with_response=false`,
  `/webhooks/123456789012345678/${INTERACTION}`,
  `"url":"/webhooks/123456789012345678/${INTERACTION}"`,
];

test.each(URLS)("an interaction's token is taken out of %s", (url) => {
  expect(redact(`failed: ${url} (404)`)).not.toContain(INTERACTION);
  expect(redact(url)).toContain("/[redacted]");
});

test("a bot's token is taken out wherever it stands", () => {
  for (const text of [BOT, `Bot ${BOT}`, `"${BOT}"`, `token=${BOT}&x`, `${BOT}\n${BOT}`])
    expect(redact(text)).not.toContain(BOT);
});

test("a known secret is taken out whatever it looks like", () => {
  expect(redact(`a ${ODD} b ${ODD}`, [ODD])).toBe("a [redacted] b [redacted]");
});

test("other text is left as it is", () => {
  const text =
    "ENOENT: no such file, open '/a/b.c/d' in 1.2.3 at https://discord.com/api/v10/users/@me";
  expect(redact(text)).toBe(text);
});

const secret = `Bot ${BOT} ${ODD} ${URLS.join(" ")}`;

/** Returns what is written to a stream that is no terminal. */
function logged(script: (log: Log) => void, level = "trace"): string {
  const stream = new PassThrough({ encoding: "utf8" });
  script(createLog(level, [ODD], sinkTo(stream)));
  return String(stream.read() ?? "");
}

test("an error, its stack, its cause and its cause's cause are logged without secrets", () => {
  const output = logged((log) => {
    const deepest = Object.assign(new Error("deepest " + secret), { code: "E_DEEP", url: secret });
    const cause = new Error("deeper " + secret, { cause: deepest });
    const error = Object.assign(new Error("failed " + secret, { cause }), {
      url: secret,
      requestBody: { json: { content: QUESTION } },
      rawError: { message: secret },
    });
    log.error({ err: error }, "it failed");
    log.error({ err: new Error("plain", { cause: secret }) }, "it failed");
    log.error({ err: secret }, "it failed");
  });
  const lines = output.trim().split("\n");
  expect(lines).toHaveLength(3);
  expect(output).not.toContain(BOT);
  expect(output).not.toContain(INTERACTION);
  expect(output).not.toContain(ODD);
  expect(output).not.toContain(QUESTION);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    level: 50,
    msg: "it failed",
    err: { name: "Error", cause: { cause: { code: "E_DEEP" } } },
  });
});

/** Open: pino takes the error's message for the line's, and a field of another name is not looked at. */
test("a secret is in no other part of a line either", () => {
  const output = logged((log) => {
    log.error({ err: new Error("failed " + secret) });
    log.error(new Error("failed " + secret));
    log.warn({ why: "failed " + secret }, "failed " + secret);
  });
  expect(output).not.toContain(BOT);
  expect(output).not.toContain(INTERACTION);
  expect(output).not.toContain(ODD);
});

test("the failure of a command has a stack only where it is not one for an operator", () => {
  const loggedFailure = (error: unknown) => logged((log) => logFailure(log, "ask", error));
  const fault = new UserError({ expected: "the database", found: "none", remedy: "Start it." });
  expect(JSON.parse(loggedFailure(fault))).toMatchObject({ level: 50, why: fault.message });
  expect(loggedFailure(fault)).not.toContain("stack");
  expect(loggedFailure(new Error("a bug"))).toContain("stack");
});

test("a level is kept to, and silence is silent", () => {
  const lowAndHigh = (log: Log): void => {
    log.info("low");
    log.error("high");
  };
  expect(logged(lowAndHigh, "warn")).toMatch(/^\{[^]*"high"\}\n$/);
  expect(logged((log) => log.fatal("anything"), "silent")).toBe("");
});
