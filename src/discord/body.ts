/** @module A message as discord.js takes it. */

import { AttachmentBuilder, type InteractionEditReplyOptions } from "discord.js";
import type { Message } from "../reply/message.ts";

/** Every part is named, so that an edit leaves nothing of before; mentions are off in the client's defaults too. */
export const toBody = ({
  content,
  embeds,
  components,
  files,
}: Message): InteractionEditReplyOptions & { content: string } => ({
  content,
  embeds: [...embeds],
  components: [...components],
  files: files.map(({ name, bytes }) => new AttachmentBuilder(Buffer.from(bytes), { name })),
  allowedMentions: { parse: [] },
});
