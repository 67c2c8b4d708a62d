/** @module Posts that address nobody: answered where the find is sure, else met with silence or an offer to search. */

import { setTimeout as sleep } from "node:timers/promises";
import { createLimit, type Limit } from "../src/base/single-flight.ts";
import type { Answer } from "../src/collection/answer.ts";
import type { Listener, Post } from "../src/interactions/action.ts";
import { boundedRate } from "../src/base/bounded-rate.ts";
import type { Context, Reply } from "../src/interactions/command.ts";
import { renderAnswer } from "../src/reply/answer.ts";
import { renderSearchOffer } from "../src/reply/post.ts";
import { wordsFor } from "../src/reply/words/words.ts";
import { asksSomething, partsOfPost, questionInPost } from "../src/search/post.ts";
import { countShown, isSearchable, nearestOf, search } from "./ask.ts";

/** Answers to posts in one channel or forum; beyond them its posts are not searched. */
export const SPOKEN_RATE = { times: 5, seconds: 60 };
/** Offers to search in one channel or forum, apart from answers, which must not wait for them. */
export const OFFER_RATE = { times: 5, seconds: 60 };

type Pause = (ms: number) => Promise<unknown>;

/** Creates the listener, which counts its replies in each channel. */
export function createListener(pause: Pause = sleep): Listener {
  const spoken = boundedRate(SPOKEN_RATE);
  const offered = boundedRate(OFFER_RATE);
  const inTurn = createPacedLimit(pause);
  return {
    name: "post",
    accepts: (post) =>
      isSearchable(questionInPost(post)) && (post.title !== undefined || asksSomething(post.text)),
    async run(post, context) {
      const place = post.parentId ?? post.channelId ?? "";
      const answer = await inTurn(async () =>
        (await spoken.waitOf(place)) > 0
          ? undefined
          : search(
              {
                question: questionInPost(post),
                locale: post.locale,
                parts: partsOfPost(post),
              },
              context,
            ),
      );
      if (!answer) return skip(context);
      const isSaid = isWorthSaying(answer);
      if (isSaid && (await spoken.take(place)) > 0) return skip(context);
      await record(answer, isSaid, context);
      if (isSaid) return answered(answer, post, context);
      if (!mayOffer(answer, context) || (await offered.take(place)) > 0) return undefined;
      return offer(answer, post);
    },
  };
}

/** Creates a limit of one search at once, and a pause as long after it: half of the time is for members who ask. */
function createPacedLimit(pause: Pause): Limit {
  const inTurn = createLimit(1);
  return (work) =>
    new Promise((resolve, reject) => {
      void inTurn(async () => {
        const began = performance.now();
        await work().then(resolve, reject);
        await pause(performance.now() - began);
      });
    });
}

function skip({ note }: Context): undefined {
  note("skipped");
}

const answered = (answer: Answer, { userId: authorId }: Post, { pageOf }: Context): Reply =>
  replied("spoke", renderAnswer(answer, { words: wordsFor(answer.language), authorId, pageOf }));

const offer = (answer: Answer, { userId }: Post): Reply =>
  replied("offered", renderSearchOffer(answer, userId, wordsFor(answer.language)));

/** Whether the operator wants offers, and a passage is near. */
const mayOffer = (answer: Answer, { community }: Context): boolean =>
  community.offersSearch && nearestOf(answer).heading !== undefined;

/** Whether an answer is sure and more than a block of code: a message of an error does not help those who see it already. */
const isWorthSaying = ({ isSure, answers: [best] }: Answer): boolean =>
  isSure && best !== undefined && best.shown.parts.some(({ kind }) => kind !== "code");

const replied = (result: string, message: Reply["message"]): Reply => ({
  message,
  outcome: { kind: "other", result },
});

/** Counts the answer, or the silence, whose question the report lists. */
async function record(answer: Answer, isSaid: boolean, { note, feedback }: Context): Promise<void> {
  if (isSaid) {
    note("spoke");
    return countShown(answer, feedback);
  }
  note("silent");
  await feedback.unanswered(answer.question, { ...nearestOf(answer), isPost: true });
}
