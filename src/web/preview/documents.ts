/** @module The routes that change the documents and the index: a file previewed, added or removed, a change undone, a rebuild. */

import type { Hono } from "hono";
import type { z } from "zod";
import { UserError } from "../../base/errors.ts";
import { libraryForIntake } from "../../collection/for-intake.ts";
import { IntakeFault } from "../../intake/fault.ts";
import type { Upload } from "../../intake/download.ts";
import { changeFaultText } from "../../reply/intake.ts";
import { wordsFor } from "../../reply/words/words.ts";
import { bodyOf, malformed } from "./body.ts";
import type { PlaceOptions } from "./conversation.ts";
import { wordsOf } from "./locale.ts";
import {
  AddRequest,
  RebuildRequest,
  RemoveRequest,
  UndoRequest,
  UploadRequest,
} from "./requests.ts";
import { renderOffer } from "./view/intake.tsx";
import type { PageWords } from "./words/words.ts";

/** Adds the routes: the rebuild alone where the documents can't be changed here. */
export function addDocuments(app: Hono, { collection }: PlaceOptions): void {
  const { intake } = collection;
  const route = routeOn(app);
  route("/rebuild", RebuildRequest, async (chosen) => {
    await collection.rebuild({ ...chosen, onProgress: () => {} });
  });
  if (!intake) return;
  const library = libraryForIntake(collection);
  const indexing = { library, onProgress: () => {} };
  route("/documents/preview", UploadRequest, async (upload, words) => {
    const offer = await intake.preview(fileOf(upload));
    return { html: renderOffer({ ...offer, replacesSamples: library.servesSamples() }, words) };
  });
  route("/documents/add", AddRequest, async ({ before, ...upload }) => {
    await intake.add({ ...fileOf(upload), before }, indexing);
  });
  route("/documents/remove", RemoveRequest, async ({ path }) => {
    await intake.remove(path, indexing);
  });
  route("/documents/undo", UndoRequest, async ({ id }) => {
    await intake.undo(id, indexing);
  });
}

/** Returns a function that adds a route: the body is read, the work is done, its result sent as JSON. */
const routeOn =
  (app: Hono) =>
  <Body>(
    path: string,
    form: z.ZodType<Body>,
    work: (body: Body, words: PageWords) => Promise<object | void>,
  ) =>
    app.post(path, async (context) => {
      const body = await bodyOf(context, form);
      const words = wordsOf(context);
      try {
        return context.json((await work(body, words)) ?? {});
      } catch (error) {
        throw error instanceof UserError ? malformed(textOf(error, words), context) : error;
      }
    });

const textOf = (error: UserError, { language }: PageWords): string =>
  error instanceof IntakeFault ? changeFaultText(error, wordsFor(language)) : error.message;

const fileOf = ({ name, content }: UploadRequest): Upload => ({
  name,
  content: Buffer.from(content, "base64"),
});
