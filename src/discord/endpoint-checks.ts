/** @module Checks of the way in which interactions come: by the gateway, or to the endpoint of the application. */

import type { DiscordSettings } from "../base/config/config.ts";
import { hasKey, type InteractionsSettings } from "../base/config/transport.ts";
import { type Finding, findings } from "../base/finding.ts";
import { findEndpointFault } from "./endpoint-proof.ts";

/** The fields of an application that decide it. */
export interface Endpoint {
  readonly interactions_endpoint_url?: string | null | undefined;
  readonly verify_key?: string | undefined;
}

const { ok, fault, warning } = findings("endpoint");

/** Checks that Discord sends interactions to where this bot takes them. */
export async function checkEndpoint(
  application: Endpoint,
  { interactions, token }: Pick<DiscordSettings, "interactions" | "token">,
): Promise<Finding[]> {
  const { interactions_endpoint_url: url } = application;
  if (interactions) {
    const faults = findEndpointFaults(application, interactions);
    return faults.length > 0 || !url ? faults : [await checkReach(url, token)];
  }
  return url
    ? [
        fault(
          "the application has an interactions endpoint URL: Discord sends commands there and not to this bot",
          "Remove it in the developer portal (General Information); or, if that is the address of this bot, set TRANSPORT=http in .env (docs/HTTP.md).",
        ),
      ]
    : [];
}

/** Finds what keeps Discord's interactions from a server of them; without requests. */
export function findEndpointFaults(
  { interactions_endpoint_url: url, verify_key: key }: Endpoint,
  settings: InteractionsSettings,
): Finding[] {
  const faults: Finding[] = [];
  if (key !== undefined && !hasKey(settings, key))
    faults.push(
      fault(
        "DISCORD_PUBLIC_KEY is not the key of this application: all interactions are refused",
        `Set DISCORD_PUBLIC_KEY=${key}, and start npm run serve again.`,
      ),
    );
  if (!url)
    faults.push(
      fault(
        "the application has no interactions endpoint URL: Discord sends commands by the gateway, where this bot does not take them",
        "Start npm run serve, then npm run setup, which sets it; or set TRANSPORT=gateway.",
      ),
    );
  else if (settings.url !== undefined && settings.url !== url)
    faults.push(
      fault(
        `Discord sends interactions to ${url}, but INTERACTIONS_URL is ${settings.url}`,
        "Correct INTERACTIONS_URL, or run npm run setup, which sets the new address.",
      ),
    );
  return faults;
}

async function checkReach(url: string, token: string): Promise<Finding> {
  const found = await findEndpointFault(url, token);
  return found === undefined
    ? ok(`${url} reaches this bot, which is ready`)
    : warning(
        `${url} does not reach this bot now: ${found}`,
        "Start npm run serve, and check the reverse proxy, its certificate and DNS.",
      );
}
