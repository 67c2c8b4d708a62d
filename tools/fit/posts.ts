/** @module A check of unprompted replies: posts of our own, on which nothing is fitted. */

import { join } from "node:path";
import { z } from "zod";
import { sha256 } from "../../src/base/hash.ts";
import type { Embedder } from "../../src/model/embedder.ts";
import { questionInPost } from "../../src/search/post.ts";
import { embedRows } from "./collection.ts";
import { HASH_LENGTH, type QuestionSet, readLines } from "./data.ts";
import { type Place, type Reply, replyTo } from "./replies.ts";

/** A post in a forum. */
const Post = z.object({
  set: z.string(),
  /** The beginning of the hash of a question with the same answer; none if the documents have no answer. */
  of: z.string().optional(),
  title: z.string(),
  text: z.string(),
});
type Post = z.infer<typeof Post>;

export interface Replied extends Reply {
  readonly set: string;
  readonly isAnswerable: boolean;
}

/** Asks every post of its set's documents. @param say takes a line before each step. */
export async function askPosts(
  sets: readonly QuestionSet[],
  embedder: Embedder,
  say: (line: string) => void,
): Promise<Replied[]> {
  const posts = await readLines(z.array(Post), join(import.meta.dirname, "posts.jsonl"));
  const replied: Replied[] = [];
  for (const set of sets) {
    const own = posts.filter((post) => post.set === set.name);
    if (own.length === 0) continue;
    say(`embedding ${set.name}: ${set.corpus.passages.length} passages`);
    const rows = await embedRows(set.corpus, embedder, () => {});
    for (const post of own) replied.push(await askPost(post, set, { rows, embedder }));
  }
  return replied;
}

async function askPost(post: Post, set: QuestionSet, place: Place): Promise<Replied> {
  const hashOf = (text: string): string => sha256(text).slice(0, HASH_LENGTH);
  const original = set.questions.find(({ text }) => hashOf(text) === post.of);
  const posed = { ...original, question: questionInPost(post), locale: set.language };
  return {
    ...(await replyTo(posed, place)),
    set: set.name,
    isAnswerable: original !== undefined,
  };
}
