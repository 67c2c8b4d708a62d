/** @module The last step where interactions come over HTTP: the address in the application, once it reaches this bot. */

import { Routes } from "discord-api-types/v10";
import { hasKey } from "../base/config/transport.ts";
import { UserError } from "../base/errors.ts";
import { findEndpointFault } from "../discord/endpoint-proof.ts";
import { statusOf } from "../discord/rest.ts";
import { type Connected, type Ports, settingsWith } from "./ports.ts";

/** Sets the address of the endpoint, after a proof that it reaches this bot; does nothing where interactions come by the gateway. */
export async function setEndpoint(
  ports: Pick<Ports, "envFile" | "prompter">,
  { rest, application, token }: Connected,
): Promise<void> {
  const { interactions } = settingsWith(ports, token);
  if (!interactions) return;
  const { say, note } = ports.prompter;
  say("\nInteractions endpoint");
  const { url } = interactions;
  if (url === undefined) throw unnamed();
  const { endpoint, publicKey } = application;
  if (publicKey !== undefined && !hasKey(interactions, publicKey)) throw otherKey(publicKey);
  const fault = await findEndpointFault(url, token);
  if (fault !== undefined) throw unreached(url, fault);
  if (endpoint === url) return note(`${url}: nothing to do.`);
  await rest
    .patch(Routes.currentApplication(), { body: { interactions_endpoint_url: url } })
    .catch((error: unknown) => {
      throw statusOf(error) === 400 ? notAccepted(url, error) : error;
    });
  note(`Discord sends interactions to ${url} now.`);
}

const unnamed = (): UserError =>
  new UserError(
    {
      expected: "INTERACTIONS_URL, the address under which Discord reaches this bot",
      found: "none",
      remedy:
        "Set it in .env, such as https://bot.example.org/interactions, and run npm run setup again (docs/HTTP.md).",
    },
    { exitCode: 2 },
  );

const otherKey = (key: string): UserError =>
  new UserError({
    expected: "DISCORD_PUBLIC_KEY to be the key of this application",
    found: "another",
    remedy: `Set DISCORD_PUBLIC_KEY=${key}, start npm run serve again, and then npm run setup.`,
  });

const unreached = (url: string, found: string): UserError =>
  new UserError({
    expected: `${url} to reach this bot`,
    found,
    remedy:
      "Nothing was changed in the application. Start npm run serve, check the reverse proxy, and run npm run setup again (docs/HTTP.md).",
  });

const notAccepted = (url: string, cause: unknown): UserError =>
  new UserError(
    {
      expected: `Discord to accept ${url}`,
      found: "that its test requests were not answered as it expects",
      remedy:
        "Check that the proxy passes on the body and the headers X-Signature-Ed25519 and X-Signature-Timestamp, and that npm run serve was started after the last change of DISCORD_PUBLIC_KEY.",
    },
    { cause },
  );
