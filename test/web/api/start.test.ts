/** @module `npm start` that serves programs alone: without a token of Discord, without the page, without a terminal. */

import { once } from "node:events";
import { expect, it } from "vitest";
import { freePort, get } from "../../support/loopback.ts";
import { builtFolders, exitOf, hear, spawnProgram } from "../../support/running-bot.ts";
import { hearAll, openRaw, requestText } from "../../support/raw-http.ts";
import { temporaryFolder } from "../../support/temporary.ts";
import { oneToken } from "../../support/tokens.ts";

const CALL = { name: "ask", arguments: { question: "When does the harbour open?" } };
const mcpHeaders = (port: number, body: string) => ({
  Host: `127.0.0.1:${port}`,
  Accept: "application/json, text/event-stream",
  "Content-Type": "application/json",
  "Content-Length": `${body.length}`,
  Expect: "100-continue",
});
const ASK = "/v1/ask?q=When+does+the+harbour+open+in+the+morning%3F";

it(
  "serves the API until a signal, and answers what is under way then",
  { timeout: 90_000 },
  async () => {
    const { token, file } = await oneToken();
    const [port, health] = [await freePort(), await freePort()];
    const env = {
      ...(await builtFolders()),
      FEEDBACK_DIR: await temporaryFolder(),
      DISCORD_TOKEN: "",
      ROOM_PORT: "off",
      API_PORT: `${port}`,
      API_TOKEN_FILE: file,
      HEALTH_PORT: `${health}`,
      LOG_LEVEL: "debug",
    };
    const headers = { authorization: `Bearer ${token}` };
    const child = spawnProgram(env);
    child.stdin.end();
    const [log, exit] = [hear(child.stderr), exitOf(child)];
    const ready = () => get(health, "/readyz").then(({ status }) => status, String);
    await expect.poll(ready, { timeout: 60_000, interval: 50 }).toBe(200);
    expect(log().match(/"msg":"the server for programs is here"/g)).toHaveLength(1);
    expect((await get(port, ASK)).status).toBe(401);
    const answer = await get(port, ASK, { headers });
    expect(JSON.parse(answer.body)).toMatchObject({ outcome: "found" });
    expect((await get(health, "/metrics")).body).toMatch(
      /footnote_requests_total\{door="api",result="2xx"\} 1\n/,
    );
    const second = spawnProgram({ ...env, HEALTH_PORT: "" });
    const said = hear(second.stderr);
    expect(await exitOf(second)).toBe(1);
    expect(said()).toMatch(/found it taken. Give API_PORT another port/);
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: CALL });
    const socket = await openRaw(port);
    const heard = hearAll(socket);
    socket.write(requestText("POST /mcp", { ...mcpHeaders(port, body), ...headers }));
    await once(socket, "data");
    child.kill("SIGTERM");
    await expect
      .poll(() => openRaw(port).then(() => "open", String), { timeout: 20_000 })
      .toContain("ECONNREFUSED");
    socket.write(body);
    expect((await heard).text).toMatch(
      /^HTTP\/1.1 100 Continue\r\n[^]*HTTP\/1.1 200 OK[^]*opens at six/,
    );
    expect(await exit).toBe(0);
    expect(log()).not.toContain("harbour");
    expect(log()).not.toContain(token);
  },
);
