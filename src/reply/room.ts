/** @module The room that embeds share: what each takes, and how it is shared out. */

import type { APIEmbed, APIEmbedField } from "discord-api-types/v10";

/** What an embed counts towards the limit on all, its description not counted. */
export const weigh = ({ title, author, fields = [], footer }: APIEmbed): number =>
  (title?.length ?? 0) + (author?.name.length ?? 0) + (footer?.text.length ?? 0) + weighAll(fields);

const weighAll = (fields: readonly APIEmbedField[]): number =>
  fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);

/** The groups of fields, one after the other, while they fit; a group stays together. */
export function fitting(
  groups: readonly (readonly APIEmbedField[])[],
  room: number,
): APIEmbedField[] {
  const kept: APIEmbedField[] = [];
  for (const group of groups)
    if (weighAll(kept) + weighAll(group) <= room) for (const field of group) kept.push(field);
  return kept;
}

/** Shares room among texts: each gets what it needs up to an equal share, and what is left over goes to the longer. */
export function shareOut(needs: readonly number[], room: number): number[] {
  const shares = needs.map(() => 0);
  let left = room;
  const ascending = needs.map((need, at) => ({ need, at })).toSorted((a, b) => a.need - b.need);
  for (const [taken, { need, at }] of ascending.entries()) {
    const share = Math.min(need, Math.floor(left / (needs.length - taken)));
    shares[at] = share;
    left -= share;
  }
  return shares;
}
