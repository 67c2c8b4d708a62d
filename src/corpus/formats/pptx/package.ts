/** @module Slides of a presentation, with the parts that each refers to. */

import type { Archive } from "../office/archive.ts";
import { notOfKind } from "../office/archive.ts";
import { type Relationship, relationshipsOf } from "../office/relationships.ts";
import { type Element, parseXml } from "../office/xml.ts";

export interface Slide {
  readonly root: Element;
  /** Its layout and that layout's master, as far as they exist. */
  readonly layouts: readonly Element[];
  readonly notes: Element | undefined;
  /** Returns a chart, or the data or drawing of a diagram, by the ID of its relationship. */
  readonly object: (id: string) => Element | undefined;
}

const OBJECTS = /^(?:chart|chartEx|diagramData|diagramDrawing)$/;

/** Opens the slides with these relationship IDs, in this order. @throws UserError if one is missing or damaged. */
export async function openSlides(
  archive: Archive,
  main: string,
  ids: readonly string[],
): Promise<readonly Slide[]> {
  const relationships = await relationshipsOf(archive, main);
  const roots = new Map<string, Element | undefined>();
  /** Parses a part once, as slides share their layouts. */
  const rootOf = async (name: string | undefined): Promise<Element | undefined> => {
    if (name === undefined) return undefined;
    if (!roots.has(name)) {
      const content = await archive.read(name);
      roots.set(name, content && parseXml(content));
    }
    return roots.get(name);
  };
  const targetOf = (all: readonly Relationship[], type: string): string | undefined =>
    all.find((one) => one.type === type)?.target;
  const open = async (name: string | undefined): Promise<Slide> => {
    const root = await rootOf(name);
    if (name === undefined || root?.name !== "p:sld") throw notOfKind(".pptx");
    const own = await relationshipsOf(archive, name);
    const layout = targetOf(own, "slideLayout");
    const master = layout && targetOf(await relationshipsOf(archive, layout), "slideMaster");
    const layouts = [await rootOf(layout), await rootOf(master)].filter((one) => one !== undefined);
    const objects = new Map<string, Element | undefined>();
    for (const { id, type, target } of own)
      if (OBJECTS.test(type)) objects.set(id, await rootOf(target));
    const notes = await rootOf(targetOf(own, "notesSlide"));
    return { root, layouts, notes, object: (id) => objects.get(id) };
  };
  const slides: Slide[] = [];
  for (const id of ids) slides.push(await open(relationships.find((one) => one.id === id)?.target));
  return slides;
}
