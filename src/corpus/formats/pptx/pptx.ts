/** @module Extraction of text from PowerPoint files: the slides, in order, as a viewer sees them. */

import { UserError } from "../../../base/errors.ts";
import type { Reader } from "../../extraction/extracted.ts";
import { composePlaces, type PlacedParts, squeeze } from "../../extraction/part.ts";
import { withSeenTitle } from "../../extraction/title.ts";
import { hasWords } from "../../span.ts";
import { type Archive, notOfKind, openArchive } from "../office/archive.ts";
import { readProperties, relationshipsOf } from "../office/relationships.ts";
import { allTextIn, childOf, childrenOf, type Element, isTrue, parseXml } from "../office/xml.ts";
import { openSlides, type Slide } from "./package.ts";
import { isFurniture, readSlide, shapesIn } from "./slide.ts";

const MAX_SLIDES = 2_000;

/** Extracts the text of a presentation. @throws UserError if it is damaged, protected, too large or of another format. */
export const readPptx: Reader = async (bytes) => {
  const archive = await openArchive(bytes, ".pptx");
  const ofPackage = await relationshipsOf(archive, "");
  const { presentation, slides } = await readSlides(
    archive,
    ofPackage.find(({ type }) => type === "officeDocument")?.target,
  );
  const leftOut: string[] = [];
  const warnings = new Set<string>();
  const report = {
    reportOmission: (text: string) => void (squeeze(text) !== "" && leftOut.push(squeeze(text))),
    warn: (text: string) => void warnings.add(text),
  };
  const first = Number(presentation.attributes["firstSlideNum"] ?? 1);
  const hidden = slides.filter(isHidden);
  const places = slides.map((slide, at): PlacedParts => {
    if (!isHidden(slide)) return { name: first + at, parts: readSlide(slide, report) };
    report.reportOmission(allTextIn(slide.root));
    return { name: first + at, parts: [] };
  });
  if (hidden.length > 0) warnings.add(`its hidden slides are left out: ${hidden.length}`);
  reportUnseen(slides, report);
  const composed = composePlaces("slide", places);
  const found = await readProperties(archive, ofPackage);
  const origin = withSeenTitle(found, { ...composed, leftOut });
  return { ...composed, origin, leftOut, warnings: [...warnings] };
};

async function readSlides(archive: Archive, main: string | undefined) {
  const content = main === undefined ? undefined : await archive.read(main);
  if (main === undefined || content === undefined) throw notOfKind(".pptx");
  const presentation = parseXml(content);
  if (presentation.name !== "p:presentation") throw notOfKind(".pptx");
  const ids = childrenOf(childOf(presentation, "p:sldIdLst"), "p:sldId").map(
    ({ attributes }) => attributes["r:id"] ?? "",
  );
  if (ids.length > MAX_SLIDES)
    throw new UserError(`it has more than ${MAX_SLIDES} slides: divide it`);
  return { presentation, slides: await openSlides(archive, main, ids) };
}

const isHidden = ({ root: { attributes } }: Slide): boolean =>
  attributes["show"] !== undefined && !isTrue(attributes["show"]);

interface Report {
  readonly reportOmission: (text: string) => void;
  readonly warn: (text: string) => void;
}

/** Reports notes, and the texts that the layouts repeat on slides. */
function reportUnseen(slides: readonly Slide[], { reportOmission, warn }: Report): void {
  const notes = slides.flatMap(({ notes: root }) => textsOf(root, ({ type }) => type === "body"));
  notes.forEach(reportOmission);
  if (notes.length > 0) warn(`the notes of its speaker are left out: ${notes.length}`);
  const shown = slides.filter((slide) => !isHidden(slide));
  const repeated = new Set([
    ...shown.flatMap(({ root }) => textsOf(root, isFurniture)),
    ...shown.flatMap(({ layouts }) =>
      layouts.flatMap((layout) => textsOf(layout, ({ isPlaceholder }) => !isPlaceholder)),
    ),
  ]);
  const texts = [...repeated].filter((text) => /\p{L}/u.test(text));
  texts.forEach(reportOmission);
  if (texts.length > 0) warn("its footers, and texts of its slide layouts, are left out");
}

function textsOf(
  root: Element | undefined,
  isMeant: (shape: ReturnType<typeof shapesIn>[number]) => boolean,
): string[] {
  const shapes = root ? shapesIn(root).filter(isMeant) : [];
  return shapes.map(({ element }) => squeeze(allTextIn(element))).filter(hasWords);
}
