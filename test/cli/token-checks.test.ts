/** @module The doctor's checks of API tokens. */

import { describe, expect, it } from "vitest";
import { createApiToken } from "../../src/base/api-token.ts";
import type { Config } from "../../src/base/config/config.ts";
import { readConfig } from "../../src/base/config/config.ts";
import { checkTokens } from "../../src/cli/checks/tokens.ts";
import { footnote } from "../support/terminal.ts";
import { privateFile, tokensText } from "../support/tokens.ts";

const [ONLY] = readConfig({}).collections;

/** The settings of a server with this text as its file of tokens. */
async function settingsWith(text: string, ids = ["default"]): Promise<Config> {
  const tokenFile = await privateFile(text);
  const [first = ONLY, ...others] = ids.map((id) => ({ ...ONLY, id }));
  const api = { port: 1, host: "127.0.0.1", tokenFile, origins: [] };
  return { ...readConfig({}), api, collections: [first, ...others] };
}

const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe("the check of API tokens", () => {
  it("counts them, and names collections that no program may ask", async () => {
    const text = tokensText({
      site: [createApiToken(), "collections: [rules, news]"],
      desk: [createApiToken(), "collections: [rules]"],
    });
    const found = [...checkTokens(await settingsWith(text, ["rules", "news", "staff", "notes"]))];
    expect(found).toEqual([
      { check: "API tokens", state: "ok", found: "2 tokens; none of them for staff, notes" },
    ]);
  });

  it("warns of those that end soon or have ended", async () => {
    const text = tokensText({
      today: [createApiToken(), `expires: ${inDays(0)}`],
      soon: [createApiToken(), `expires: ${inDays(12)}`],
      later: [createApiToken(), `expires: ${inDays(15)}`],
      never: [createApiToken()],
      over: [createApiToken(), `expires: ${inDays(-1)}`],
    });
    expect([...checkTokens(await settingsWith(text))].slice(1)).toEqual([
      expect.objectContaining({
        state: "warning",
        found: `valid for less than 14 days: today (${inDays(0)}), soon (${inDays(12)})`,
      }),
      expect.objectContaining({ state: "warning", found: `expired: over (${inDays(-1)})` }),
    ]);
  });

  it("warns where there is none", async () => {
    expect([...checkTokens(await settingsWith("tokens: {}\n"))]).toEqual([
      expect.objectContaining({ state: "warning", remedy: expect.stringContaining("token add") }),
    ]);
  });

  it("names the faults of the file", async () => {
    expect([...checkTokens(await settingsWith("tokens: [a]\n"))]).toEqual([
      expect.objectContaining({ state: "fault", found: expect.stringContaining("line 1") }),
    ]);
  });

  it("says nothing where no program is served", () => {
    expect([...checkTokens(readConfig({}))]).toEqual([]);
  });

  it("is part of the doctor, which lists the faults of the file among those of the settings", async () => {
    const API_TOKEN_FILE = await privateFile(`tokens: { a: { sha256: ${createApiToken()} } }`);
    const run = await footnote(["doctor"], { env: { API_PORT: "8080", API_TOKEN_FILE } });
    expect(run.code).toBe(1);
    expect(run.stdout).toContain("tokens.yaml, line 1: tokens.a.sha256: expected the SHA-256");
    expect(run.stdout).not.toMatch(/fn_[0-9a-z]/);
  });
});
