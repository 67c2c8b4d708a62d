/** @module The conversation: calls and presses of the page, carried out as those from Discord are. */

import type { Press } from "../../interactions/action.ts";
import type { Call, Caller, Context } from "../../interactions/command.ts";
import {
  type Effect,
  type Plan,
  planCall,
  planPress,
  type Refusal,
} from "../../interactions/dispatch.ts";
import type { Feedback } from "../../feedback/feedback.ts";
import type { FeedbackReport } from "../../feedback/report.ts";
import type { Library } from "../../collection/library.ts";
import { type Log, logFailure } from "../../base/log.ts";
import type { Message } from "../../reply/message.ts";
import { placesIn } from "./places.ts";
import type { Kept } from "./requests.ts";
import { type Posted, renderMessage } from "./view/message.tsx";

export interface PreviewOptions {
  readonly library: Library;
  readonly feedback: Feedback;
  /** Sums up what is kept of what members say. */
  readonly report: () => Promise<FeedbackReport>;
  readonly log: Log;
}

/** What the page is told: a message to show, in place of the one of the same ID where there is one. */
export interface Shown {
  readonly id: string;
  readonly html: string;
}

export type Show = (shown: Shown) => Promise<void>;

/** Whoever sits at this machine is its operator. */
export const callerFor = (locale: string): Caller => ({
  userId: "preview",
  guildId: null,
  channelId: "preview",
  rights: { operator: true },
  locale,
});

/** Carries out a call; what there is to see goes to `show`, in order. Never rejects for what a command does. */
export async function converse(call: Call, options: PreviewOptions, show: Show): Promise<void> {
  const plan = planCall(call);
  const posted = { id: nextId(), at: new Date().toISOString(), invocation: `/${call.name}` };
  await carryOut(plan, { ...posted, isPrivate: isPrivate(plan), content: "" }, options, show);
}

/** Carries out a press of what stands under a message. */
export async function press(
  made: Press,
  under: Kept,
  options: PreviewOptions,
  show: Show,
): Promise<void> {
  const plan = planPress(made);
  const isChange = !("refusal" in plan) && plan.manner === "change";
  const fresh = {
    id: nextId(),
    at: new Date().toISOString(),
    isPrivate: isPrivate(plan),
    content: "",
  };
  await carryOut(plan, isChange ? under : fresh, options, show);
}

const isPrivate = (plan: Plan | Refusal): boolean => "refusal" in plan || plan.manner !== "open";

/** In the place of a message: that of the reply, or that which is changed. */
async function carryOut(
  plan: Plan | Refusal,
  place: Kept,
  options: PreviewOptions,
  show: Show,
): Promise<void> {
  const put = shower(options, show);
  if ("refusal" in plan) return put(plan.refusal, place);
  const { library, feedback, log } = options;
  let last = Promise.resolve();
  const update = (message: Message): void => {
    last = last.then(() => put(message, place));
    // Whoever waits for it below is told; until then it must not end the process.
    last.catch(() => {});
  };
  const context: Context = { libraryFor: () => library, update, feedback };
  const effect = await plan.run(context, (error) => logFailure(log, plan.name, error));
  await last;
  log.debug({ command: plan.name }, "answered");
  await finish(effect, plan, place, put);
}

type Put = (message: Message, place: Kept) => Promise<void>;

/** What is said beside a message that stays is a message of its own. */
async function finish(effect: Effect, plan: Plan, place: Kept, put: Put): Promise<void> {
  if (effect.kind === "nothing") return;
  const isBeside = effect.kind === "reply" && plan.manner === "change";
  const beside = { id: nextId(), at: new Date().toISOString(), isPrivate: true, content: "" };
  await put(effect.message, isBeside ? beside : place);
}

const shower =
  ({ library }: PreviewOptions, show: Show): Put =>
  async (message, { id, at, isPrivate: toYou, invocation }) => {
    const posted: Posted = {
      id,
      at,
      isPrivate: toYou,
      message,
      ...(invocation === undefined ? {} : { invocation }),
    };
    const places = await placesIn(message, library);
    await show({ id, html: renderMessage(posted, places) });
  };

let counted = 0;

/** Of digits, and later ones greater, as Discord's. */
function nextId(): string {
  counted = (counted + 1) % 4_096;
  return String(Date.now() * 4_096 + counted);
}
