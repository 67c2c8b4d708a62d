/** @module Replies to operators in Discord, drawn by the page: a document previewed, added, replaced and removed. */

import type { Page } from "playwright-core";
import { ABILITIES } from "../../commands/index.ts";
import { createLog } from "../../src/base/log.ts";
import { singleCollection } from "../../src/collection/collections.ts";
import { createBot } from "../../src/interactions/bot.ts";
import { localCaller, localMessageId } from "../../src/interactions/caller.ts";
import type { Call } from "../../src/interactions/command.ts";
import type { Use } from "../../src/interactions/action.ts";
import type { Message } from "../../src/reply/message.ts";
import { CATALOGUES, slashName } from "../../src/reply/words/words.ts";
import { renderMessage } from "../../src/web/preview/view/message.tsx";
import { pageWordsFor } from "../../src/web/preview/words/words.ts";
import { memoryTransport } from "../../test/support/memory-transport.ts";
import { UPLOADED } from "./added.ts";
import { ask, type Look, PHONE } from "./camera.ts";
import type { Scene } from "./scenes.ts";
import type { Studio } from "./studio.ts";

const LOOKS: readonly Look[] = [
  { suffix: "", size: { ...PHONE, height: 1200 }, colorScheme: "dark" },
];
const [NAME, TEXT] = UPLOADED;
const PAGE = `<title>The mill in the valley</title><nav>Home</nav><h1>The mill</h1>
<p>The mill grinds corn on every day but Sunday, and the miller takes every tenth sack.</p>
<script>document.write("prices")</script>`;

/** Returns a scene of each reply in each language. Each of them undoes what it changed. */
export function operatorScenes({ library, intake }: Studio): Readonly<Record<string, Scene>> {
  const files = new Map([
    [NAME, TEXT],
    ["other", TEXT.replace("three coins", "four coins")],
    ["mill.html", PAGE],
  ]);
  const downloads = {
    attachment: async ({ name, url }: { readonly name: string; readonly url: string }) => ({
      name,
      content: Buffer.from(files.get(url) ?? ""),
    }),
    page: async (source: string) => ({
      name: "example.org-mill.html",
      content: Buffer.from(PAGE),
      origin: { source, retrieved: "2026-05-04" },
    }),
  };
  const bot = createBot({
    ...ABILITIES,
    collections: singleCollection(library, { intake: { ...intake, downloads } }),
    log: createLog("warn"),
    timing: { update: 60_000, retries: [] },
  });
  const answer = async (use: Use): Promise<Message> => {
    const { transport, messages } = memoryTransport();
    await bot.handle(use, transport);
    const shown = messages.at(-1);
    if (!shown) throw new Error("no reply");
    return shown;
  };
  return Object.fromEntries(
    Object.values(CATALOGUES).flatMap(({ locale, dates }) => {
      const call = (name: string, options: Call["options"]) =>
        answer({ ...localCaller(locale), name, options });
      const press = (under: Message, at = 0): Promise<Message> => {
        const [row] = under.components;
        const control = row?.components[at];
        if (!control || !("custom_id" in control)) throw new Error("no button");
        const message = { id: localMessageId(), content: "" };
        const customId = control.custom_id;
        return answer({ ...localCaller(locale), customId, values: [], message });
      };
      const addFile = (url: string) => call("add", { file: { name: NAME, size: 1, url } });
      const undo = async (done: Message): Promise<void> => void (await press(done));
      const replies: Record<string, (show: (shown: Message) => Promise<void>) => Promise<void>> = {
        add: async (show) => show(await addFile(NAME)),
        link: async (show) => show(await call("add", { link: "https://example.org/mill" })),
        changes: async (show) => {
          const added = await press(await addFile(NAME));
          await show(added);
          await show(await addFile("other"));
          await show(await call("remove", { document: NAME }));
          await undo(added);
        },
        refused: async (show) => {
          await show(await call("add", { file: { name: "mill.txt", size: 1, url: "mill.html" } }));
          await show(await call("add", {}));
          await show(await call("help", {}));
        },
      };
      return Object.entries(replies).map(([name, play]) => [
        `${locale}-operator-${name}`,
        { locale: dates, looks: LOOKS, play: (page) => play((shown) => post(page, shown, locale)) },
      ]);
    }),
  );
}

/** Shows a message as the answer to a command. */
export async function post(
  page: Page,
  message: Message,
  locale: string,
  command = "add",
): Promise<void> {
  const posted = {
    id: localMessageId(),
    at: new Date().toISOString(),
    isPrivate: true,
    invocation: slashName(command, locale),
    message,
  };
  const html = renderMessage(posted, new Map(), pageWordsFor(locale));
  const body = `${JSON.stringify({ id: posted.id, html })}\n`;
  await page.route("**/ask", (route) => route.fulfill({ body }), { times: 1 });
  await ask(page, "Who?");
}
