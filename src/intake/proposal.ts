/** @module A file offered for a path: planned with the metadata of the file that it would replace. */

import { sha256 } from "../base/hash.ts";
import { UserError } from "../base/errors.ts";
import { textFormatOf } from "../corpus/formats.ts";
import { FIELDS, type Origin, readFrontMatter, writeFields } from "../corpus/front-matter.ts";
import { onOneLine } from "../corpus/span.ts";
import { decodeUtf8, type SourceFile } from "../corpus/text.ts";
import { readSidecar, SIDECAR } from "../sources/files.ts";
import { type Files, stampOf } from "../storage/kept-changes.ts";
import { type DocumentPlace, type TargetState, targetStateOf } from "./place.ts";
import { hasFrontMatter, type Offered, type Plan, planIntake } from "./plan.ts";
import type { DocumentReader } from "./reader.ts";

/** A plan, compared with the file that has its path now. */
export interface Proposal extends Plan {
  readonly target: TargetState;
  /** The stamp of the files at its path. */
  readonly before: string;
  /** The fields of the file that would be replaced that stay, as they were not given again. */
  readonly kept: readonly string[];
}

interface Surroundings {
  readonly place: Pick<DocumentPlace, "read">;
  readonly reader: Pick<DocumentReader, "plan">;
}

type Planned = Plan & Pick<Proposal, "kept">;

/**
 * Plans the addition of a file. Metadata of the file at its path stays where it is not given again: that of a sidecar, and
 * the front matter of a text if the new text has none. A file that adds nothing to it is planned as it is there.
 * @throws as `planIntake` does, and UserError if the sidecar that is there can't be read.
 */
export async function propose(
  offered: Offered,
  given: Origin,
  { place, reader }: Surroundings,
): Promise<Proposal> {
  const before = await place.read(offered.path);
  let kept: readonly string[] = [];
  const plan = await planIntake(offered, given, {
    async plan(file) {
      const over = textFormatOf(file.path) === undefined ? planOverSidecar : planOverText;
      const planned = await over(before, file, given, reader);
      kept = planned.kept;
      return planned;
    },
  });
  const target = await targetStateOf(place, plan);
  return { ...plan, target, before: stampOf(before), kept: target === "other" ? kept : [] };
}

async function planOverSidecar(
  before: Files,
  file: SourceFile,
  given: Origin,
  reader: Surroundings["reader"],
): Promise<Planned> {
  const beside = await readSidecar(file.path + SIDECAR, async () => before.sidecar);
  const known = beside?.origin ?? {};
  const asked = { ...file.sidecar?.origin, ...given };
  const origin = { ...known, ...file.sidecar?.origin };
  const sidecar = { origin, sha256: sha256(writeFields(origin)) };
  const plan = await reader.plan({ ...file, sidecar }, given);
  const isThere = beside !== undefined || before.content?.equals(file.content) === true;
  const kept = keptOf(known, asked);
  return isThere && !addsTo(known, asked)
    ? { ...plan, sidecar: before.sidecar?.toString(), kept }
    : { ...plan, kept };
}

async function planOverText(
  before: Files,
  file: SourceFile,
  given: Origin,
  reader: Surroundings["reader"],
): Promise<Planned> {
  const old = before.content && headed(before.content);
  const text = decodeUtf8(file.content);
  if (!old || hasFrontMatter(text)) return { ...(await reader.plan(file, given)), kept: [] };
  const plan = await reader.plan(withContent(file, under(old, text, given)), {});
  const { title, titleFrom } = plan.preview;
  const preview = { ...plan.preview, titleFrom: title === given.title ? "you" : titleFrom };
  return { ...plan, preview, takesFields: true, kept: keptOf(old.origin, given) };
}

/** A text that has front matter. */
interface Headed {
  readonly text: string;
  /** Its front matter, without a byte order mark, up to the end of a line. */
  readonly head: string;
  readonly body: string;
  readonly origin: Origin;
  readonly isDraft: boolean;
}

/** Returns undefined for a text without front matter that can be read. */
function headed(content: Buffer): Headed | undefined {
  try {
    const text = decodeUtf8(content);
    const { origin, isDraft, bodyStart } = readFrontMatter(text);
    if (!hasFrontMatter(text)) return undefined;
    const head = withoutMark(text.slice(0, bodyStart));
    const ended = head.endsWith("\n") ? head : `${head}\n`;
    return { text, head: ended, body: text.slice(bodyStart), origin, isDraft };
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Returns a text under the front matter of another, which is rewritten only where a field is given that it lacks. */
function under(old: Headed, text: string, given: Origin): string {
  const isNews = addsTo(old.origin, given);
  const bare = withoutMark(text);
  if (!isNews && withoutLines(old.body) === withoutLines(bare)) return old.text;
  const head = isNews ? headFor(old, given) : old.head;
  return `${text.slice(0, text.length - bare.length)}${head}\n${bare}`;
}

const headFor = ({ origin, isDraft }: Headed, given: Origin): string =>
  `---\n${isDraft ? "draft: true\n" : ""}${writeFields({ ...origin, ...given })}---\n`;

const withoutMark = (text: string): string => text.replace(/^\uFEFF/, "");
const withoutLines = (text: string): string => text.replace(/^[\r\n]+/, "");

function withContent(file: SourceFile, text: string): SourceFile {
  const content = Buffer.from(text);
  return { ...file, content, sha256: sha256(content) };
}

const keptOf = (known: Origin, asked: Origin): string[] =>
  FIELDS.filter((name) => known[name] !== undefined && asked[name] === undefined);

/** Checks whether a field is given that is missing, or has another value. */
const addsTo = (known: Origin, asked: Origin): boolean =>
  FIELDS.some((name) => {
    const value = onOneLine(asked[name] ?? "");
    return value !== "" && value !== onOneLine(known[name] ?? "");
  });
