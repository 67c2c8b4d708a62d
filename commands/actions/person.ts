/** @module "Ask a person": a question that the documents did not answer, passed to the operators' channel. */

import { UserError } from "../../src/base/errors.ts";
import type { DeskSettings } from "../../src/base/config/collections.ts";
import type { MemberAction, Press } from "../../src/interactions/action.ts";
import { momentAfter } from "../../src/interactions/admission.ts";
import type { Caller } from "../../src/interactions/caller.ts";
import type { Context } from "../../src/interactions/command.ts";
import type { Outbox } from "../../src/interactions/outbox.ts";
import type { Reference } from "../../src/reply/action.ts";
import { message } from "../../src/reply/message.ts";
import {
  type AskedPlace,
  type PersonQuestion,
  readQuestion,
  renderDeskPost,
  renderPreview,
  renderSent,
} from "../../src/reply/person.ts";
import { questionOf } from "../../src/reply/question-line.ts";
import { type Words, wordsFor } from "../../src/reply/words/words.ts";
import { createPings, type DeskAdmission, openDeskRates } from "./desk-rates.ts";
import { rememberPressed, runOnce } from "./once.ts";

/** Whether a question asked here can be passed to a person. */
export const canAskPerson = (
  { guildId, channelId }: Pick<Caller, "guildId" | "channelId">,
  { community, outbox }: Pick<Context, "community" | "outbox">,
): boolean =>
  community.desk !== undefined && outbox !== undefined && guildId !== null && channelId !== null;

interface Desk {
  readonly desk: DeskSettings;
  readonly outbox: Outbox;
}

/** @throws UserError if the settings name no operators' channel any more. */
export function deskOf({ community: { desk }, outbox }: Context, { person }: Words): Desk {
  if (!desk || !outbox) throw new UserError(person.closed, { exitCode: 2 });
  return { desk, outbox };
}

/** Returns the error of a message that does not state its question. */
export const stale = ({ refusals }: Words): UserError =>
  new UserError(refusals.stale, { exitCode: 2 });

/** These buttons name nothing: their message does. A tag would lead to the desk of another collection. */
const namesNothing = ({ page, word, passages, collection }: Reference): boolean =>
  page === 0 && word === "" && passages.length === 0 && collection === undefined;

/** Only the asker sees a preview. */
const isInPreview = (reference: Reference, { message }: Press): boolean =>
  namesNothing(reference) && message.isPrivate === true;

export const askPerson: MemberAction = {
  name: "person",
  accepts: namesNothing,
  manner: () => "private",
  async run(_, press, context) {
    const words = wordsFor(press.locale);
    deskOf(context, words);
    const asked = questionOf(press.message.content);
    const place = placeOf(press);
    if (!asked || !place) throw stale(words);
    const question = { ...asked, askerId: press.userId, place };
    return { message: renderPreview(question, previewOptions(context), words) };
  },
};

function placeOf({ guildId, channelId, message }: Press): AskedPlace | undefined {
  if (guildId === null || channelId === null) return undefined;
  const messageId = message.isPrivate === false ? message.id : undefined;
  return { guildId, channelId, messageId };
}

const previewOptions = ({ visibility }: Context) => ({ mayMention: visibility === "public" });

/** Reads the question in a preview of the member who presses, in its own channel. @throws UserError */
function previewedIn({ message, userId, channelId }: Press, words: Words): PersonQuestion {
  const question = readQuestion(message.content, userId);
  if (question?.place.channelId !== channelId) throw stale(words);
  return question;
}

/** Creates the actions of a preview: one posts its question in the operators' channel, once, the other drops it. */
export function createPreviewActions(): readonly MemberAction[] {
  const sent = rememberPressed();
  const pings = createPings();

  /** Posts a question; where that fails, nothing is counted. */
  const post = async (question: PersonQuestion, context: Context, words: Words): Promise<void> => {
    const { desk, outbox } = deskOf(context, words);
    const { id } = context.library;
    const mayPing = desk.roleId !== undefined && pings.take(id, desk.pingEverySeconds);
    const roleId = mayPing ? desk.roleId : undefined;
    const shown = renderDeskPost(question, { collectionId: id, roleId }, words);
    await outbox.post(desk.channelId, shown).catch((cause: unknown) => {
      if (mayPing) pings.giveBack(id);
      // The reason is for operators, in the log.
      throw new UserError(words.person.notSent, { cause });
    });
  };
  const send: MemberAction = {
    name: "send",
    accepts: isInPreview,
    manner: () => "change",
    async run(_, press, context) {
      const words = wordsFor(press.locale);
      const question = previewedIn(press, words);
      const messageId = press.message.id;
      return runOnce(sent, { messageId, refusal: words.person.sentBefore }, async () => {
        const rates = openDeskRates(context.openRate);
        const admitted = await rates.take(context.library.id, press.userId, question);
        if ("reached" in admitted) {
          sent.remove(messageId);
          const options = { ...previewOptions(context), refusal: refusalOf(admitted, words) };
          return { message: renderPreview(question, options, words), outcome: REFUSED };
        }
        await post(question, context, words).catch(async (error: unknown) => {
          await admitted.giveBack();
          throw error;
        });
        context.note("person");
        return { message: renderSent(question, words) };
      });
    },
  };
  const drop: MemberAction = {
    name: "drop",
    accepts: isInPreview,
    manner: () => "change",
    async run(_, { locale, message: { id } }) {
      const { person } = wordsFor(locale);
      // Both buttons may be pressed before either is gone.
      if (!sent.add(id)) throw new UserError(person.sentBefore, { exitCode: 2 });
      sent.remove(id);
      return { message: message(person.dropped) };
    },
  };
  return [send, drop];
}

const REFUSED = { kind: "other", result: "refused" } as const;

type Reached = Extract<DeskAdmission, { readonly reached: unknown }>;

const refusalOf = ({ reached, waitMs }: Reached, { person, refusals }: Words): string =>
  `${person.limits[reached]} ${refusals.when(momentAfter(waitMs))}`;
