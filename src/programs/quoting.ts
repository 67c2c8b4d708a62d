/** @module Quoting for programs: one function for each use of the HTTP API and of the MCP server, on the collections of a grant. */

import type { Observe } from "../base/observation.ts";
import { createLimit } from "../base/single-flight.ts";
import type { ServedCollection } from "../collection/collections.ts";
import { NotReady } from "../collection/lazy-library.ts";
import type { Library, Stale } from "../collection/library.ts";
import type { Source } from "../collection/source.ts";
import type { Citation } from "../corpus/citation.ts";
import { excerptOf } from "../corpus/hidden.ts";
import { UnfitQuestion } from "../search/question.ts";
import { countQuestion } from "./counting.ts";
import type { DocumentEntry } from "../search/snapshot.ts";
import { ProgramFault } from "./fault.ts";
import { type AnswerJson, answerJson } from "./forms/answer.ts";
import {
  type DocumentJson,
  documentJson,
  type DocumentsJson,
  documentsJson,
  type Page,
} from "./forms/documents.ts";
import { type FoundJson, sourceJson } from "./forms/source.ts";
import type { VerificationJson } from "./forms/verification.ts";
import { chooseGranted, type Grant, type Shelf } from "./grant.ts";
import { createQueue } from "./queue.ts";
import { verify } from "./verification.ts";

/** A result, and the generation that it is from. */
export interface Quoted<Value> {
  readonly generation: string;
  readonly value: Value;
}

/** The collection that a request names; undefined for the only one of the grant. */
interface Named {
  readonly collection?: string | undefined;
}

export interface AskRequest extends Named {
  readonly question: string;
  /** The most quotations. */
  readonly top: number;
  /** Show the best passages whatever the outcome. */
  readonly always?: boolean | undefined;
}

export interface PassageRequest extends Named {
  readonly id: string;
}

export interface VerifyRequest extends PassageRequest {
  /** Of a quotation, a file or an extracted text. */
  readonly sha256: string;
}

/** A text that is quoted, with its provenance. */
export interface QuotedText {
  readonly text: string;
  readonly citation: Citation;
}

/** The whole text of a document as it is quoted. */
export interface QuotedDocument {
  /** `[…]` replaces each part that no reader sees. */
  readonly text: string;
  readonly document: DocumentJson;
}

export interface Quoting {
  /** @param signal of a program that leaves before the turn of its question, which is dropped then. */
  ask(grant: Grant, request: AskRequest, signal?: AbortSignal): Promise<Quoted<AnswerJson>>;
  /** @throws ProgramFault for an ID that is unknown or gone; so do the functions below. */
  source(grant: Grant, request: PassageRequest): Promise<Quoted<FoundJson>>;
  passageText(grant: Grant, request: PassageRequest): Promise<Quoted<QuotedText>>;
  verify(grant: Grant, request: VerifyRequest): Promise<Quoted<VerificationJson>>;
  documents(grant: Grant, request: Named & Page): Promise<Quoted<DocumentsJson>>;
  /** Lists documents without comparing them with their files. */
  titles(grant: Grant, request: Named & Page): Promise<Quoted<readonly DocumentEntry[]>>;
  documentText(
    grant: Grant,
    request: Named & { readonly path: string },
  ): Promise<Quoted<QuotedDocument>>;
}

/** Questions of programs at the same time: a member's question waits behind no more than these. */
const MOST_ASKING = 4;
/** Questions of programs under way, those that wait included. */
const MOST_WAITING = 200;

/** Texts of documents that are read at the same time, each of up to 10 MB. */
const MOST_READING = 4;

/** Opens the uses of programs. @param observe counts their questions as those of members. */
export function openQuoting(shelf: Shelf, observe: Observe = () => {}): Quoting {
  const inTurn = createQueue({ atOnce: MOST_ASKING, inAll: MOST_WAITING });
  const reading = createLimit(MOST_READING);
  const use = async <Value>(
    grant: Grant,
    name: string | undefined,
    work: (library: Library, collection: ServedCollection) => Promise<Value>,
  ): Promise<Quoted<Value>> => {
    const collection = await chooseGranted(grant, shelf, name);
    try {
      return await collection.use((library) =>
        inOneGeneration(library, () => work(library, collection)),
      );
    } catch (error) {
      throw toFault(error);
    }
  };
  const found = async (library: Library, id: string) => foundOf(await library.source(id));
  return {
    ask: (grant, { collection, question, top, always = false }, signal) =>
      inTurn(async () => {
        if (signal?.aborted) throw abandoned();
        return use(grant, collection, async (library) => {
          const ask = () => library.ask(question, { top, always });
          return answerJson(await countQuestion(observe, ask));
        });
      }),
    source: (grant, { collection, id }) =>
      use(grant, collection, async (library) => {
        const json = sourceJson(await found(library, id));
        if (json.status !== "found") throw new Error("a source that is not found");
        return json;
      }),
    passageText: (grant, { collection, id }) =>
      use(grant, collection, async (library) => {
        const { excerpt, citation } = await found(library, id);
        return { text: excerpt, citation };
      }),
    verify: (grant, { collection, ...claim }) =>
      use(grant, collection, (library) => verify(claim, library)),
    documents: (grant, { collection, offset, limit: most }) =>
      use(grant, collection, async (library, { id }) =>
        documentsJson(id, await library.list(), { offset, limit: most }),
      ),
    titles: (grant, { collection, offset, limit: most }) =>
      use(grant, collection, (library) => library.documents(offset, most)),
    documentText: (grant, { collection, path }) =>
      reading(() =>
        use(grant, collection, async (library) => {
          const open = await library.open(path);
          if (!open) throw noDocument();
          const { document, passages, status } = open;
          return {
            text: excerptOf(document, { start: 0, end: document.text.length }),
            document: documentJson({ document, passages: passages.length, state: status.state }),
          };
        }),
      ),
  };
}

/** Drops the questions of a request that is aborted before their turn. */
export const quotingFor = (signal: AbortSignal, quoting: Quoting): Quoting => ({
  ...quoting,
  ask: (grant, request) => quoting.ask(grant, request, signal),
});

/** Repeats a work during which another generation became active, so that its result is of one. */
async function inOneGeneration<Value>(
  library: Pick<Library, "generation">,
  work: () => Promise<Value>,
): Promise<Quoted<Value>> {
  const generation = library.generation();
  const value = await work();
  return library.generation() === generation
    ? { generation, value }
    : inOneGeneration(library, work);
}

type Found = Extract<Source, { status: "found" }>;

/** @throws ProgramFault if the passage is gone or unknown; an earlier generation may lack one that the active one has. */
function foundOf(source: Source & Stale): Found {
  if (source.status === "found") return source;
  if (source.status === "unknown" && source.stale) throw notReady();
  const remedy = "Ask again for passages that are in the documents now.";
  if (source.status === "unknown")
    throw new ProgramFault("no-passage", {
      expected: "the ID of a passage of this collection",
      found: "an ID that it does not know",
      remedy,
    });
  const { fate, path } = source.last;
  throw new ProgramFault(
    "gone-passage",
    {
      expected: "the ID of a passage that is in the documents now",
      found: `one whose text was ${fate} in ${path}`,
      remedy,
    },
    { last: source.last },
  );
}

const noDocument = (): ProgramFault =>
  new ProgramFault("no-document", {
    expected: "the path of a document of this collection",
    found: "a path that it does not have",
    remedy: "List the documents for their paths.",
  });

const abandoned = (): ProgramFault =>
  new ProgramFault("crowded", "The program left before the turn of its question.");

/** Returns the fault of an error that a program can mend; other errors as they are. */
function toFault(error: unknown): unknown {
  if (error instanceof UnfitQuestion)
    return new ProgramFault("bad-request", error.complaint ?? error.message, { cause: error });
  return error instanceof NotReady ? notReady(error) : error;
}

const notReady = (cause?: NotReady): ProgramFault =>
  new ProgramFault(
    "not-ready",
    "The collection is not ready yet: it is being prepared, or can't be, and the operator's log says why. Try again later.",
    { retryAfter: 30, cause },
  );
