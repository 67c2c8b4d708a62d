/** @module A stand-in for curl where it is not installed: the options that the documentation uses. */

import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    silent: { type: "boolean", short: "s" },
    include: { type: "boolean", short: "i" },
    head: { type: "boolean", short: "I" },
    header: { type: "string", short: "H", multiple: true },
    output: { type: "string", short: "o" },
    "etag-save": { type: "string" },
    "etag-compare": { type: "string" },
  },
});

const headers = new Headers();
for (const header of values.header ?? []) {
  const colon = header.indexOf(":");
  headers.set(header.slice(0, colon), header.slice(colon + 1).trim());
}
const { "etag-compare": compared, "etag-save": saved, output } = values;
if (compared !== undefined) headers.set("If-None-Match", readFileSync(compared, "utf8").trim());

const method = values.head ? "HEAD" : "GET";
const response = await fetch(positionals[0] ?? "", { method, headers });
if (saved !== undefined) writeFileSync(saved, `${response.headers.get("ETag")}\n`);

const lines = Array.from(response.headers, ([name, value]) => `${name}: ${value}\r\n`);
const status = `HTTP/1.1 ${response.status} ${response.statusText}\r\n`;
const head = values.include || values.head ? `${status}${lines.join("")}\r\n` : "";
const content = Buffer.concat([Buffer.from(head), Buffer.from(await response.arrayBuffer())]);
if (output === undefined) process.stdout.write(content);
else writeFileSync(output, content);
