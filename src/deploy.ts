/** @module Entry of `npm run deploy`: registers the commands; `--dry-run` only prints the differences, `--json` the definitions too. */

import { parseArgs } from "node:util";
import { abilitiesFor } from "../commands/index.ts";
import { type DiscordSettings, readConfig } from "./base/config/config.ts";
import { deploy } from "./discord/deployment.ts";
import { messageOf, UserError } from "./base/errors.ts";
import { redact } from "./base/log.ts";

try {
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({ options: { "dry-run": flag, json: flag } });
  const { discord, warnings } = readConfig();
  for (const warning of warnings) process.stderr.write(`${warning}\n`);
  await deploy(requireDiscord(discord), {
    commands: abilitiesFor(true).commands,
    dryRun: values["dry-run"],
    json: values.json,
    print: (line) => process.stdout.write(`${line}\n`),
  });
} catch (error) {
  process.stderr.write(`${redact(messageOf(error))}\n`);
  process.exitCode = error instanceof UserError ? error.exitCode : 1;
}

function requireDiscord(settings: DiscordSettings | undefined): DiscordSettings {
  if (settings) return settings;
  throw new UserError(
    {
      expected: "DISCORD_TOKEN (or DISCORD_TOKEN_FILE)",
      found: "neither",
      remedy: "Run npm run setup, or set one of them in .env (docs/DISCORD.md).",
    },
    { exitCode: 2 },
  );
}
