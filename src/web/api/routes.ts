/** @module The routes of the HTTP API to what is quoted. */

import { AnswerForm } from "../../programs/forms/answer.ts";
import { DocumentsForm } from "../../programs/forms/documents.ts";
import { FoundForm } from "../../programs/forms/source.ts";
import { VerificationForm } from "../../programs/forms/verification.ts";
import type { Quoted } from "../../programs/quoting.ts";
import { collection, flag, hash, integer, passageId, path, question } from "./parameters.ts";
import { defineRoute, type Route } from "./route.ts";

/** Where an answer has the best passage. */
const FIRST = { id: "/answers/0/citation/id", sha256: "/answers/0/citation/sha256" };

export const ROUTES: readonly Route[] = [
  defineRoute({
    path: "/v1/ask",
    name: "ask",
    summary: "Search a collection for a question",
    description:
      "Returns the passages that fit a question best, word for word, each with its citation. Quote them; an outcome says how sure the search is, not that a passage answers the question.",
    access: "token",
    parameters: {
      q: question,
      collection,
      top: integer(1, 100).default(3).describe("The most passages."),
      always: flag
        .default(false)
        .describe("Return the best passages whatever the outcome, each one by itself."),
    },
    form: AnswerForm,
    problems: [],
    links: {
      source: { to: "source", with: { id: FIRST.id } },
      text: { to: "passageText", with: { id: FIRST.id } },
      verification: { to: "verify", with: FIRST },
      document: { to: "documentText", with: { path: "/answers/0/citation/path" } },
    },
    answer: (quoting, grant, { q, ...request }) => quoting.ask(grant, { ...request, question: q }),
  }),
  defineRoute({
    path: "/v1/source/{id}",
    name: "source",
    summary: "Get a passage with its source",
    description: "Returns a passage, its citation and the text around it.",
    access: "token",
    parameters: { id: passageId, collection },
    form: FoundForm,
    problems: ["no-passage", "gone-passage"],
    links: {
      text: { to: "passageText", with: { id: "/id" } },
      verification: { to: "verify", with: { id: "/id", sha256: "/citation/sha256" } },
      previous: { to: "source", with: { id: "/neighbours/previous" } },
      next: { to: "source", with: { id: "/neighbours/next" } },
    },
    answer: (quoting, grant, request) => quoting.source(grant, request),
  }),
  defineRoute({
    path: "/v1/documents",
    name: "documents",
    summary: "List the documents of a collection",
    description: "Returns a part of the list, with what was left out of the index.",
    access: "token",
    parameters: {
      collection,
      offset: integer(0, 1_000_000).default(0).describe("The documents to skip."),
      limit: integer(1, 100).default(100).describe("The most documents."),
    },
    form: DocumentsForm,
    problems: [],
    links: { text: { to: "documentText", with: { path: "/documents/0/path" } } },
    answer: (quoting, grant, request) => quoting.documents(grant, request),
  }),
  defineRoute({
    path: "/v1/documents/text",
    name: "documentText",
    summary: "Get the text of a document",
    description:
      "Returns the whole text as it is quoted; `[…]` replaces parts that no reader sees. Offsets in an extracted text refer to it; those in a file refer to the file itself, where nothing is replaced.",
    access: "token",
    parameters: { path, collection },
    form: undefined,
    problems: ["no-document"],
    answer: (quoting, grant, request) => textOf(quoting.documentText(grant, request)),
  }),
  defineRoute({
    path: "/v1/passages/{id}/text",
    name: "passageText",
    summary: "Get the exact text of a passage",
    description: "Returns the excerpt of a passage, in UTF-8 and without JSON around it.",
    access: "token",
    parameters: { id: passageId, collection },
    form: undefined,
    problems: ["no-passage", "gone-passage"],
    answer: (quoting, grant, request) => textOf(quoting.passageText(grant, request)),
  }),
  defineRoute({
    path: "/v1/verify",
    name: "verify",
    summary: "Verify a hash",
    description:
      "Says whether a SHA-256 is that of the passage of an ID, of its file, or of the text extracted from that.",
    access: "token-or-pages",
    parameters: { id: passageId, sha256: hash, collection },
    form: VerificationForm,
    problems: [],
    answer: (quoting, grant, request) => quoting.verify(grant, request),
  }),
];

async function textOf(quoted: Promise<Quoted<{ readonly text: string }>>): Promise<Quoted<string>> {
  const { value, ...rest } = await quoted;
  return { ...rest, value: value.text };
}
