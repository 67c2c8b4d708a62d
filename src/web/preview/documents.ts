/** @module The routes that change the documents and the index: a file previewed, added or removed, a change undone, a rebuild. */

import type { Hono } from "hono";
import type { z } from "zod";
import { UserError } from "../../base/errors.ts";
import type { Library } from "../../collection/library.ts";
import type { Change, Changes } from "../../intake/changes.ts";
import { type Proposal, propose } from "../../intake/proposal.ts";
import type { DocumentReader } from "../../intake/reader.ts";
import { fileOf } from "../../sources/files.ts";
import { bodyOf, malformed } from "./body.ts";
import { wordsOf } from "./locale.ts";
import { safeName } from "./name.ts";
import { AddRequest, RebuildRequest, RemoveRequest, UndoRequest, Upload } from "./requests.ts";
import { renderOffer } from "./view/intake.tsx";
import type { PageWords } from "./words/words.ts";

/** The folder that receives documents, and the reader that splits them. */
export interface IntakeOptions {
  readonly folder: string;
  readonly openReader: () => DocumentReader;
  /** Whether the samples serve while there is no document. */
  readonly hasSamples: boolean;
}

interface Options {
  readonly library: Library;
  readonly intake: IntakeOptions;
  readonly changes: Changes;
}

/** Adds the routes. Changes are made one after the other; each ends when it can be searched, or is reverted. */
export function addDocuments(app: Hono, options: Options): void {
  const { library, intake, changes } = options;
  const route = routeOn(app);
  const [previewInTurn, changeInTurn] = [queue(), queue()];
  route("/documents/preview", Upload, previewInTurn, async (upload, words) => {
    const plan = await planOf(upload, intake, words);
    const offer = { ...plan, replacesSamples: library.servesSamples() };
    return { html: renderOffer(offer, words) };
  });
  route("/documents/add", AddRequest, changeInTurn, async ({ replace, ...upload }, words) => {
    const plan = await planOf(upload, intake, words);
    if (plan.target === "other" && !replace) throw new UserError(words.intake.replaces(plan.path));
    await settle(await changes.add(plan), options, words);
  });
  route("/documents/remove", RemoveRequest, changeInTurn, async ({ path }, words) => {
    await requireOwn(path, library, words);
    const force = await isLast(path, options);
    await settle(await changes.remove(path), options, words, force);
  });
  route("/documents/undo", UndoRequest, changeInTurn, async ({ id }, words) => {
    const last = changes.last();
    if (last?.id !== id) throw new UserError(words.intake.notLast);
    const force = last.kind === "added" && (await isLast(last.path, options));
    await changes.undo(id);
    await reindex(library, force);
  });
  route("/rebuild", RebuildRequest, atOnce, async (chosen) => {
    await library.rebuild({ ...chosen, onProgress: () => {} });
  });
}

type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Returns a function that adds a route: the body is read at once, the work is done in its turn, its result sent as JSON. */
const routeOn =
  (app: Hono) =>
  <Body>(
    path: string,
    form: z.ZodType<Body>,
    inTurn: InTurn,
    work: (body: Body, words: PageWords) => Promise<object | void>,
  ) =>
    app.post(path, async (context) => {
      const body = await bodyOf(context, form);
      try {
        return context.json((await inTurn(() => work(body, wordsOf(context)))) ?? {});
      } catch (error) {
        throw error instanceof UserError ? malformed(error.message, context) : error;
      }
    });

/** Makes a change searchable, or undoes it. @throws UserError with the reason. */
async function settle(
  change: Change,
  { library, changes }: Options,
  words: PageWords,
  force = false,
): Promise<void> {
  try {
    await reindex(library, force);
  } catch (error) {
    await changes.undo(change.id);
    throw error instanceof UserError ? new UserError(words.intake.reverted(error.message)) : error;
  }
}

/** Rebuilds after a change of the documents; a rebuild that runs already may have read them before. */
async function reindex(library: Library, force: boolean): Promise<void> {
  const request = { force, onProgress: () => {} };
  if (library.rebuilds().running) await library.rebuild({ onProgress: () => {} }).catch(() => {});
  await library.rebuild(request);
}

/**
 * Checks whether a document is the only one in the index, so that the samples replace it if it is removed. Only then is
 * the build forced: it must not lose any other document of a folder that is not mounted.
 */
async function isLast(path: string, { library, intake }: Options): Promise<boolean> {
  if (!intake.hasSamples || library.counts().documents !== 1) return false;
  const [only] = await library.documents(0, 1);
  return only?.document.path === path;
}

/** @throws UserError if a path is no document's, or a sample's. */
async function requireOwn(path: string, library: Library, words: PageWords): Promise<void> {
  if (library.servesSamples()) throw new UserError(words.intake.notOwn);
  const { holdings } = await library.list();
  if (!holdings.some(({ document }) => document.path === path))
    throw new UserError(words.intake.gone);
}

/** Plans an uploaded file under a safe name. @throws UserError */
async function planOf(
  { name, content }: Upload,
  { folder, openReader }: IntakeOptions,
  words: PageWords,
): Promise<Proposal> {
  const path = safeName(name);
  if (path === "") throw new UserError(words.intake.nameless);
  const read = () => fileOf(path, Buffer.from(content, "base64"), async () => undefined);
  const reader = openReader();
  try {
    return await propose({ source: { read }, path }, {}, { folder, reader });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(words.intake.refused(path, error.message));
  } finally {
    reader.close();
  }
}

const atOnce: InTurn = (work) => work();

/** Returns a function that runs works one after the other. */
function queue(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  };
}
