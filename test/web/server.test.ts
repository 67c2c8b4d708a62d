/** @module The local server: what it says where no port is free. */

import { expect, it, onTestFinished } from "vitest";
import { listen } from "../../src/web/server.ts";
import { faultOf } from "../support/fault.ts";

it("names the ports that were tried where all are taken", async () => {
  const options = { what: "a test", remedy: "Set PORT." };
  const first = await listen(() => new Response(), { ...options, port: 0, tries: 1 });
  onTestFinished(first.close);
  const { port } = first;
  const second = await listen(() => new Response(), { ...options, port, tries: 5 });
  onTestFinished(second.close);
  const tries = second.port - port + 1;
  expect(await faultOf(() => listen(() => new Response(), { ...options, port, tries }))).toBe(
    `Expected to listen on a port from ${port} to ${second.port} of this machine for a test; found all of them taken. Set PORT.`,
  );
  expect(await faultOf(() => listen(() => new Response(), { ...options, port, tries: 1 }))).toMatch(
    `port ${port} of this machine for a test; found it taken.`,
  );
});
