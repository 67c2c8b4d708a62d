/** @module Members who ask, vote and ask in vain, so that there is something to report. */

import type { Studio } from "./studio.ts";

const ASKED = [
  "Who stormed the embassy?",
  "When did the crowd leave the compound?",
  "How many marines were sent?",
  "What did the president say?",
  "Why was the embassy attacked?",
  "how far inside did they get?",
];

/** Each with the heading that is nearest to it. */
const IN_VAIN = [
  ["Where can I see the photographs?", "Damage"],
  ["are there any photos of the gate", "Damage"],
  ["is there a map of the compound", "The compound"],
  ["Do you have a map of the Green Zone?", "The compound"],
  ["Who is the ambassador today?", undefined],
] as const;

/** Each question is shown, and every reply voted on; the last one is not liked. */
export async function sayMuch({ library, feedback: keeper }: Studio): Promise<void> {
  const feedback = keeper.for(library.id);
  for (const [at, question] of ASKED.entries()) {
    const { answers } = await library.ask(question, { top: 3, always: true });
    const passageIds = answers.map(({ citation }) => citation.id);
    feedback.shown(passageIds);
    const ballot = { userId: `member ${at}`, messageId: `${at}` };
    const isLast = at === ASKED.length - 1;
    const verdict = isLast
      ? ({ verdict: "down", reason: "incomplete" } as const)
      : ({ verdict: "up" } as const);
    await feedback.vote({
      passageIds: isLast ? passageIds.slice(0, 2) : passageIds,
      ballot,
      ...verdict,
    });
  }
  for (const [question, heading] of IN_VAIN) await feedback.unanswered(question, { heading });
}
