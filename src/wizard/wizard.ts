/** @module The set-up of the bot in Discord: five steps, of which each does nothing where all is right already. */

import { describeDifference } from "../discord/deployment.ts";
import { scopesOf, updateScope } from "../discord/registration.ts";
import { setEndpoint } from "./endpoint.ts";
import { type Connected, type Ports, settingsWith } from "./ports.ts";
import { findHome, type Home } from "./servers.ts";
import { saveSettings } from "./settings.ts";
import { obtainToken } from "./token.ts";

const INTRODUCTION =
  "This connects Footnote to your Discord server. Ctrl-C stops it; the next run continues.";
const ENDING = "Ready. Next: npm start, and then /ask in Discord.";
/** A bot must run for the endpoint to be set. */
const ENDING_OVER_HTTP = "Ready. Next: /ask in Discord.";

/** Runs all steps. @throws UserError, or Left if the operator stops it. */
export async function runWizard(ports: Ports): Promise<void> {
  const { say } = ports.prompter;
  say(`${INTRODUCTION}\n\n1/5 Token`);
  const connected = await obtainToken(ports);
  say("\n2/5 Server");
  const home = await findHome(ports, connected);
  say("\n3/5 Settings");
  await saveSettings(ports, connected, home);
  say("\n4/5 Commands");
  await registerCommands(ports, connected, home);
  say("\n5/5 First answer");
  say(`\n${(await ports.answerExample()) ?? NO_EXAMPLE}`);
  await setEndpoint(ports, connected);
  say(settingsWith(ports, connected.token).interactions ? ENDING_OVER_HTTP : ENDING);
}

const NO_EXAMPLE = "The documents answer no example question. Ask one of your own in Discord.\n";

async function registerCommands(
  ports: Ports,
  { rest, application, token }: Connected,
  { server }: Home,
): Promise<void> {
  const { commands, prompter } = ports;
  const { hasCollections, hasSelfService } = settingsWith(ports, token);
  const settings = { operatorGuildIds: [server.id], hasCollections, hasSelfService };
  for (const scope of scopesOf(commands, application.id, settings)) {
    const difference = await updateScope(rest, scope);
    const place = scope.name === "everywhere" ? "Everywhere" : `In ${server.name}`;
    prompter.note(`${place}: ${difference ? describeDifference(difference) : "nothing to do."}`);
  }
}
