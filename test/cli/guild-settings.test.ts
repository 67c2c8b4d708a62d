/** @module The settings of a server's collection as those of any collection. */

import { join } from "node:path";
import { expect, it } from "vitest";
import { guildNamed, guildSettings } from "../../src/cli/guilds.ts";
import { readConfig } from "../../src/base/config/config.ts";
import { newGuildCollection } from "../../src/storage/guild-collections.ts";

const GUILD = "1".repeat(18);
const environment = { DATABASE_URL: "postgres://bot@127.0.0.1/quotes", SELF_SERVICE: "true" };
const config = readConfig({ ...environment, QUOTA_MEGABYTES: "2", QUOTA_DOCUMENTS: "7" });

it("serve the server alone, and keep its copy in a folder of its own", () => {
  const { settings, ...collection } = newGuildCollection(GUILD);
  const source = { kind: "git", url: "https://example.org/docs.git", folder: "docs" } as const;
  const own = guildSettings({ ...collection, settings: { ...settings, source } }, config);
  expect(own).toMatchObject({
    id: `guild-${GUILD}`,
    audience: { isEveryone: false, servers: [GUILD], channels: [], roles: [] },
    mostPassages: config.quotas?.passages,
    hasPages: false,
    source: {
      ...source,
      private: false,
      copy: join(config.indexDir, "guilds", `guild-${GUILD}`, "copy"),
      limits: { bytes: 2_000_000, documents: 7 },
    },
  });
});

it("are named by the ID of a server's collection alone, where there is a database", () => {
  expect(guildNamed(`guild-${GUILD}`, config)?.source).toEqual({ kind: "uploads" });
  expect(guildNamed("guild-x", config)).toBeUndefined();
  expect(guildNamed("../guild-1", config)).toBeUndefined();
  expect(guildNamed(undefined, config)).toBeUndefined();
  expect(guildNamed(`guild-${GUILD}`, readConfig({}))).toBeUndefined();
});
