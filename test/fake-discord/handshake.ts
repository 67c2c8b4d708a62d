/** @module Packets from clients and the responses to them: IDENTIFY, RESUME and heartbeats. */
import type { RawData, WebSocket } from "ws";
import type { Line } from "./gateway.ts";
import { APPLICATION_ID, shardOf, TOKEN } from "./ids.ts";
import { isGranted, isHeard } from "./intents.ts";
import { fieldsOf, flagsOf, listOf, parseJson } from "./json.ts";
import type { Fields } from "./json.ts";
import { botUser } from "./people.ts";
import { deliver, replay } from "./sessions.ts";

const HEARTBEAT = 1;
const IDENTIFY = 2;
const PRESENCE = 3;
const RESUME = 6;
const INVALID_SESSION = 9;
const HEARTBEAT_ACK = 11;
const MAX_BYTES = 4096;

/** Handles a packet. Refusals have Discord's close codes, by which a client decides whether to reconnect. */
export function hear(line: Line, socket: WebSocket, data: RawData): void {
  const bytes = Buffer.isBuffer(data) ? data : Buffer.alloc(0);
  if (bytes.length > MAX_BYTES) return socket.close(4002, "Payload too large");
  const packet = fieldsOf(parseJson(bytes.toString("utf8")));
  const known = line.sessions.of(socket) !== undefined;
  if (packet["op"] === HEARTBEAT) return beat(line, socket);
  if (packet["op"] === IDENTIFY) {
    if (known) return socket.close(4005, "Already authenticated");
    return identify(line, socket, fieldsOf(packet["d"]));
  }
  if (packet["op"] === RESUME) return resume(line, socket, fieldsOf(packet["d"]));
  if (!known) return socket.close(4003, "Not authenticated");
  if (packet["op"] !== PRESENCE) socket.close(4001, "Unknown opcode");
}

function beat(line: Line, socket: WebSocket): void {
  line.heartbeats += 1;
  if (!line.deaf) socket.send(JSON.stringify({ op: HEARTBEAT_ACK }));
}

function identify(line: Line, socket: WebSocket, data: Fields): void {
  line.identifies.push(data);
  if (line.silent === "session") return;
  if (line.refusal !== undefined) return socket.close(line.refusal, "Refused on order");
  if (data["token"] !== TOKEN) return socket.close(4004, "Authentication failed.");
  const intents = flagsOf(data["intents"]);
  const flags = line.options.flags();
  if (!isGranted(intents, flags)) return socket.close(4014, "Disallowed intent(s).");
  const [id = 0, count = 1] = listOf(data["shard"]).map(Number);
  if (!(id < count)) return socket.close(4010, "Invalid shard");
  if (count < line.shards) return socket.close(4011, "Sharding required");
  if (isTooEarly(line, id)) return socket.send(JSON.stringify({ op: INVALID_SESSION, d: false }));
  const session = line.sessions.open([id, count], intents, socket);
  const guilds = line.options.guilds().filter((guild) => shardOf(guild, count) === id);
  deliver(session, "READY", {
    v: 10,
    user: botUser,
    guilds: guilds.map((guild) => ({ id: guild, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: line.options.url,
    shard: session.shard,
    application: { id: APPLICATION_ID, flags },
  });
  for (const guild of guilds)
    if (isHeard(intents, "GUILD_CREATE", guild))
      deliver(session, "GUILD_CREATE", line.options.guild(guild));
}

/** Whether another shard of the same bucket identified just before. */
function isTooEarly(line: Line, shard: number): boolean {
  const { maxConcurrency, identifyApartMs } = line.options;
  const bucket = shard % maxConcurrency;
  const before = line.identifiedAt.get(bucket) ?? -Infinity;
  const now = performance.now();
  line.identifiedAt.set(bucket, now);
  if (now - before >= identifyApartMs) return false;
  line.tooEarly += 1;
  return true;
}

function resume(line: Line, socket: WebSocket, data: Fields): void {
  line.resumes.push(data);
  if (line.silent === "session") return;
  if (line.refusal !== undefined) return socket.close(line.refusal, "Refused on order");
  if (data["token"] !== TOKEN) return socket.close(4004, "Authentication failed.");
  const session = line.sessions.find(data["session_id"]);
  if (session === undefined) {
    return socket.send(JSON.stringify({ op: INVALID_SESSION, d: false }));
  }
  session.socket = socket;
  if (!replay(session, Number(data["seq"]))) socket.close(4007, "Invalid seq");
}
