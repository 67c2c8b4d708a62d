/** @module The replies about the collection that a server manages: its settings, its quotas, its end. */

import { type APIEmbedField, ButtonStyle } from "discord-api-types/v10";
import { MEGABYTE, type Quotas } from "../base/config/self-service.ts";
import type { GuildSettings, QuotaFault, Usage } from "../storage/guild-collections.ts";
import { encode } from "./action.ts";
import { joinLabels, label } from "./citation.ts";
import { button, rows } from "./controls.ts";
import { escapedWithin } from "./escape.ts";
import { LIMITS } from "./limits.ts";
import { type Message, message, NEUTRAL } from "./message.ts";
import type { Words } from "./words/words.ts";

/** From this part of a quota on, a change warns. */
const NEARLY = 0.8;

type Quota = keyof Quotas;

/** Formats the part of a quota that is used: `12 of 200 documents`. */
function quotaText(quota: Quota, used: number, most: number, { server }: Words): string {
  const unit = quota === "bytes" ? MEGABYTE : 1;
  return server.quotas[quota](used / unit, most / unit);
}

export interface Filled {
  readonly usage: Usage;
  readonly quotas: Quotas;
}

const SHOWN: readonly Quota[] = ["documents", "passages", "bytes", "builds"];

const quotaTexts = ({ usage, quotas }: Filled, words: Words, shown = SHOWN): string[] =>
  shown.map((quota) => quotaText(quota, usage[quota], quotas[quota], words));

/** Renders the quotas in one line, and a warning of each that is nearly reached. */
export function quotaLines(filled: Filled, words: Words): string[] {
  const { usage, quotas } = filled;
  const nearly = SHOWN.filter((quota) => usage[quota] >= quotas[quota] * NEARLY);
  return [
    `-# ${joinLabels(quotaTexts(filled, words))}`,
    ...quotaTexts(filled, words, nearly).map((text) => words.server.nearly(text)),
  ];
}

/** Returns the text of a change that a quota forbids. */
export const quotaFaultText = ({ quota, used, most }: QuotaFault, words: Words): string => {
  const { reached, tomorrow, lessen } = words.server;
  const remedy = quota === "builds" ? tomorrow : lessen;
  return `${reached(quotaText(quota, used, most, words))} ${remedy}`;
};

interface ShownSettings extends Filled {
  readonly settings: GuildSettings;
  readonly isChanged: boolean;
}

/** Renders the settings of a server, and how much of its quotas is used. */
export function renderSettings(shown: ShownSettings, words: Words): Message {
  const { server } = words;
  const { visibility, language, community } = shown.settings;
  const fields = [
    [server.source, sourceText(shown.settings, words)],
    [server.visibility, server.seenBy[visibility]],
    [server.language, language ?? server.recognised],
    [server.posts, channelList(community.answerIn, words)],
    [server.threads, channelList(community.threadsIn, words)],
    [server.moderators, channelList([community.desk?.channelId ?? []].flat(), words)],
    [server.used, quotaTexts(shown, words).join("\n")],
  ].map(([name = "", value = ""]): APIEmbedField => ({ name, value, inline: false }));
  return message(shown.isChanged ? server.changed : "", [
    { title: server.title, color: NEUTRAL, fields },
  ]);
}

function sourceText({ source }: GuildSettings, { server }: Words): string {
  if (source.kind === "uploads") return server.uploads;
  const { url, branch, folder } = source;
  const parts = joinLabels([url, branch, folder]);
  return `${escapedWithin(label(parts), LIMITS.fieldValue / 2)}\n${server.goBack}`;
}

const channelList = (ids: readonly string[], { server }: Words): string =>
  ids.length === 0 ? server.nowhere : ids.map((id) => `<#${id}>`).join(" ");

interface ToForget {
  /** The name of the server. */
  readonly server: string;
  readonly usage: Pick<Usage, "documents" | "passages">;
}

const named = (server: string): string => escapedWithin(label(server), 100);

/** Renders the confirmation of a deletion. @param id of the work that waits for it. */
export function renderForget({ server, usage }: ToForget, id: string, words: Words): Message {
  const { forget } = words.server;
  const confirm = button(encode("forget", { word: id }), forget.confirm, {
    style: ButtonStyle.Danger,
  });
  const cancel = button(encode("cancel", { word: id }), words.intake.cancel);
  const lines = [forget.deletes(usage.documents, usage.passages), forget.later];
  const embed = { title: forget.ask(named(server)), color: NEUTRAL, description: lines.join("\n") };
  return message("", [embed], { components: rows([confirm, cancel]) });
}

interface Forgotten {
  readonly server: string;
  /** The ID of the collection. */
  readonly id: string;
  /** The number of rows that could not be deleted. */
  readonly left: number;
}

/** Renders the result of a deletion. */
export const renderForgotten = ({ server, id, left }: Forgotten, words: Words): Message => {
  const { forget } = words.server;
  return left > 0
    ? message(forget.left(left))
    : message([forget.done(named(server)), forget.check(id)].join("\n"));
};
