/** @module The REST API: a table of routes and their authorisation. */
import { answerCallback } from "./callbacks.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Cdn } from "./cdn.ts";
import { commandSetViolations } from "./command-limits.ts";
import { withoutLocalizations } from "./commands.ts";
import type { Commands } from "./commands.ts";
import { guildFields } from "./guilds.ts";
import type { Guild } from "./guilds.ts";
import { refusal } from "./http.ts";
import type { Answer, Received } from "./http.ts";
import { APPLICATION_ID, USER_ID } from "./ids.ts";
import { fieldsOf, listOf } from "./json.ts";
import type { Fields } from "./json.ts";
import { botUser } from "./people.ts";
import type { Records } from "./records.ts";
import { getChannel, openDirect } from "./channel-routes.ts";
import { deleteInChannel, showTyping, writeInChannel } from "./posting.ts";
import { createRefuse } from "./refusals.ts";
import type { Refuse } from "./refusals.ts";
import { startThread } from "./threads.ts";
import { changeMessage, followUp } from "./webhooks.ts";

export type RecordedRequest = Received & {
  readonly method: string;
  /** Decoded, without `/api/v10` and without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly authorization: string | null;
  readonly at: number;
};

export type Backend = {
  readonly cdn: Cdn;
  readonly commands: Commands;
  readonly records: Records;
  readonly gatewayUrl: string;
  readonly sessionsLeft: () => number;
  /** The recommended number of shards. */
  readonly shards: () => number;
  readonly maxConcurrency: number;
  /** Guilds that the bot is in. */
  readonly guilds: Guild[];
  readonly tokens: string[];
  /** Fields of the application beside the usual ones. */
  readonly application: Fields;
  readonly endpoint: Endpoint;
  readonly note: (fault: string) => void;
};

type Call = {
  readonly backend: Backend;
  readonly request: RecordedRequest;
  readonly params: readonly string[];
  readonly refuse: Refuse;
};

type Route = {
  readonly on: RegExp;
  /** Needs no bot token, such as a route with an interaction's token. */
  readonly open?: true;
  readonly answer: (call: Call) => Answer | Promise<Answer>;
};

const usual = {
  id: APPLICATION_ID,
  name: "Footnote",
  description: "",
  bot_public: true,
  flags: 0,
  owner: { id: USER_ID, username: "member", global_name: "Member" },
  team: null,
};
const OTHER_APPLICATION = refusal(403, 20012, "You are not authorized to perform this action");

const ROUTES: readonly Route[] = [
  { on: /^GET (\/ephemeral-attachments\/.+)$/, open: true, answer: cdnFile },
  { on: /^GET \/gateway$/, open: true, answer: ({ backend }) => ok({ url: backend.gatewayUrl }) },
  { on: /^GET \/gateway\/bot$/, answer: ({ backend }) => ok(gatewayBot(backend)) },
  { on: /^GET \/users\/@me$/, answer: () => ok(botUser) },
  { on: /^GET \/users\/@me\/guilds$/, answer: listGuilds },
  {
    on: /^GET \/applications\/@me$/,
    answer: ({ backend }) => ok({ ...applicationOf(backend), bot: botUser }),
  },
  { on: /^PATCH \/applications\/@me$/, answer: changeApplication },
  {
    on: /^GET \/oauth2\/applications\/@me$/,
    answer: ({ backend }) => ok(applicationOf(backend)),
  },
  { on: /^GET \/guilds\/(\d+)$/, answer: guild },
  { on: /^GET \/applications\/(\d+)(?:\/guilds\/(\d+))?\/commands$/, answer: listCommands },
  { on: /^PUT \/applications\/(\d+)(?:\/guilds\/(\d+))?\/commands$/, answer: putCommands },
  { on: /^POST \/interactions\/(\d+)\/([^/]+)\/callback$/, open: true, answer: callback },
  {
    on: /^(?:GET|PATCH|DELETE) \/webhooks\/(\d+)\/([^/]+)\/messages\/([^/]+)$/,
    open: true,
    answer: change,
  },
  {
    on: /^GET \/channels\/(\d+)$/,
    answer: ({ backend, params }) => getChannel(backend.records, params),
  },
  { on: /^POST \/channels\/(\d+)\/messages$/, answer: write },
  {
    on: /^DELETE \/channels\/(\d+)\/messages\/(\d+)$/,
    answer: ({ backend, params }) => deleteInChannel(backend.records, params),
  },
  { on: /^POST \/channels\/(\d+)\/messages\/(\d+)\/threads$/, answer: thread },
  {
    on: /^POST \/users\/@me\/channels$/,
    answer: ({ backend, request }) => openDirect(backend.records, request.body),
  },
  {
    on: /^POST \/channels\/(\d+)\/typing$/,
    answer: ({ backend, params }) => showTyping(backend.records, params),
  },
  { on: /^POST \/webhooks\/(\d+)\/([^/]+)$/, open: true, answer: follow },
];

const ok = (body: unknown): Answer => ({ status: 200, body });

const applicationOf = ({ application, endpoint }: Backend): Fields => ({
  ...usual,
  verify_key: endpoint.publicKey,
  interactions_endpoint_url: endpoint.url() ?? null,
  ...application,
});

/** Sets the address for interactions once it passes the checks, or removes it. */
async function changeApplication({ backend, request, refuse }: Call): Promise<Answer> {
  const { interactions_endpoint_url: url } = fieldsOf(request.body);
  if (url !== null && typeof url !== "string")
    return refuse.body(["interactions_endpoint_url: must be a URL"]);
  const fault = url === null ? undefined : await backend.endpoint.check(url);
  if (fault !== undefined)
    return refusal(400, 50035, "Invalid Form Body", {
      interactions_endpoint_url: {
        _errors: [{ code: "APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID", message: fault }],
      },
    });
  backend.endpoint.use(url ?? undefined);
  return ok({ ...applicationOf(backend), bot: botUser });
}

/** Answers a request. An unknown route is also noted as a fault. */
export async function route(backend: Backend, request: RecordedRequest): Promise<Answer> {
  const line = `${request.method} ${request.path}`;
  const found = ROUTES.find(({ on }) => on.test(line));
  if (found === undefined) {
    backend.note(`${line}: the fake Discord has no such route`);
    return refusal(404, 0, "404: Not Found");
  }
  if (found.open !== true && !isAuthorized(backend, request)) {
    return refusal(401, 0, "401: Unauthorized");
  }
  const params = (found.on.exec(line) ?? []).slice(1);
  return found.answer({ backend, request, params, refuse: createRefuse(line, backend.note) });
}

const isAuthorized = ({ tokens }: Backend, { authorization }: RecordedRequest): boolean =>
  tokens.some((token) => authorization === `Bot ${token}`);

function guild({ backend, params: [id = ""] }: Call): Answer {
  const found = backend.guilds.find((one) => one.id === id);
  if (found === undefined) return refusal(404, 10004, "Unknown Guild");
  return ok({ ...guildFields(found), roles: [] });
}

function thread({ backend, request, params, refuse }: Call): Answer {
  return startThread(backend.records, params, request.body, refuse);
}

/** Lists the bot's guilds; for Discord it is a page of 200. */
function listGuilds({ backend }: Call): Answer {
  const partial = { icon: null, owner: false, permissions: "0", features: [] };
  return ok(
    backend.guilds.slice(0, 200).map(({ id, name = "A guild" }) => ({ id, name, ...partial })),
  );
}

function gatewayBot({ gatewayUrl, sessionsLeft, shards, maxConcurrency }: Backend): unknown {
  const limit = {
    total: 1000,
    remaining: sessionsLeft(),
    reset_after: 14_400_000,
    max_concurrency: maxConcurrency,
  };
  return { url: gatewayUrl, shards: shards(), session_start_limit: limit };
}

/** Serves a file of the CDN, which Discord has on another host. */
function cdnFile({ backend, params: [path = ""] }: Call): Answer {
  const bytes = backend.cdn.find(path);
  if (!bytes) return { status: 404, bytes: Buffer.from("This content is no longer available.") };
  return { status: 200, bytes };
}

function listCommands({ backend, request, params: [id, guildId] }: Call): Answer {
  if (id !== APPLICATION_ID) return OTHER_APPLICATION;
  const list = backend.commands.list(guildId);
  return ok(request.query["with_localizations"] === "true" ? list : withoutLocalizations(list));
}

function putCommands({ backend, request, params: [id, guildId], refuse }: Call): Answer {
  if (id !== APPLICATION_ID) return OTHER_APPLICATION;
  const faults = commandSetViolations(request.body, guildId === undefined ? "global" : "guild");
  if (faults.length > 0) return refuse.body(faults);
  backend.commands.put(listOf(request.body), guildId);
  return ok(backend.commands.list(guildId));
}

function callback({ backend, request, params, refuse }: Call): Answer {
  const withResponse = request.query["with_response"] === "true";
  return answerCallback(backend.records, params, request, withResponse, refuse);
}

function change({ backend, request, params, refuse }: Call): Answer {
  return changeMessage(backend.records, request.method, params, request, refuse);
}

function write({ backend, request, params, refuse }: Call): Answer {
  return writeInChannel(backend.records, params, request, refuse);
}

function follow({ backend, request, params, refuse }: Call): Answer {
  return followUp(backend.records, params, request, refuse);
}
