/** @module No secret is in the log, however deep in an error it was. */

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test, vi } from "vitest";
import { redact } from "../../src/base/log.ts";

vi.setConfig({ testTimeout: 60_000 });

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

/** Logs as `script` does, in a process of its own, since the log writes to the descriptor of standard error itself. */
async function logged(script: string, level = "trace"): Promise<string> {
  const source = new URL("../../src/base/log.ts", import.meta.url).href;
  const program = `
    import { createLog } from ${JSON.stringify(source)};
    const log = createLog(${JSON.stringify(level)}, ${JSON.stringify([ODD])});
    const secret = ${JSON.stringify(`Bot ${BOT} ${ODD} ${URLS.join(" ")}`)};
    ${script}`;
  const { stderr } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", program],
    { cwd: fileURLToPath(new URL("..", import.meta.url)) },
  );
  return stderr;
}

test("an error, its stack, its cause and its cause's cause are logged without secrets", async () => {
  const output = await logged(`
    const deepest = Object.assign(new Error("deepest " + secret), { code: "E_DEEP", url: secret });
    const cause = new Error("deeper " + secret, { cause: deepest });
    const error = Object.assign(new Error("failed " + secret, { cause }), {
      url: secret, requestBody: { json: { content: ${JSON.stringify(QUESTION)} } }, rawError: { message: secret },
    });
    log.error({ err: error }, "it failed");
    log.error({ err: new Error("plain", { cause: secret }) }, "it failed");
    log.error({ err: secret }, "it failed");
  `);
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
test("a secret is in no other part of a line either", async () => {
  const output = await logged(`
    log.error({ err: new Error("failed " + secret) });
    log.error(new Error("failed " + secret));
    log.warn({ why: "failed " + secret }, "failed " + secret);
  `);
  expect(output).not.toContain(BOT);
  expect(output).not.toContain(INTERACTION);
  expect(output).not.toContain(ODD);
});

test("a level is kept to, and silence is silent", async () => {
  expect(await logged(`log.info("low"); log.error("high")`, "warn")).toMatch(/^\{[^]*"high"\}\n$/);
  expect(await logged(`log.fatal("anything")`, "silent")).toBe("");
});
