/** @module Books written by hand. */

import { type ZipEntry, zipOf } from "./docx.ts";

const CONTAINER = `<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`;

/** A chapter in XHTML. */
export const chapter = (body: string, head = "<title>x</title>"): string =>
  `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head>${head}</head><body>${body}</body></html>`;

export interface ChapterOptions {
  /** Of the whole file; undefined if the file is missing. */
  readonly content: string | undefined;
  readonly name?: string;
  readonly isLinear?: boolean;
  readonly type?: string;
  /** Other attributes of its item, such as `properties="nav"`. */
  readonly attributes?: string;
}

interface EpubOptions {
  /** Elements of the metadata. */
  readonly metadata?: string;
  /** Entries of a page of navigation, from label and address. */
  readonly nav?: string;
  /** Points of a table of contents in NCX. */
  readonly ncx?: string;
  readonly guide?: string;
  readonly others?: readonly ZipEntry[];
}

/** A book of chapters, in files `c1.xhtml` and so on. */
export function epubOf(
  chapters: readonly ChapterOptions[],
  { metadata = "", nav, ncx, guide = "", others = [] }: EpubOptions = {},
): Buffer {
  const files = chapters.map((one, at) => ({ ...one, name: one.name ?? `c${at + 1}.xhtml` }));
  const items = files.map(
    ({ name, type = "application/xhtml+xml", attributes = "" }, at) =>
      `<item id="i${at}" href="${encodeURI(name)}" media-type="${type}" ${attributes}/>`,
  );
  const refs = files.map(
    ({ isLinear = true }, at) => `<itemref idref="i${at}"${isLinear ? "" : ' linear="no"'}/>`,
  );
  const opf = `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">${metadata}</metadata><manifest>${items.join("")}${nav === undefined ? "" : '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'}<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest><spine toc="ncx">${nav === undefined ? "" : '<itemref idref="nav"/>'}${refs.join("")}</spine>${guide}</package>`;
  const entries: ZipEntry[] = [
    { name: "mimetype", content: "application/epub+zip" },
    { name: "META-INF/container.xml", content: CONTAINER },
    { name: "OPS/book.opf", content: opf },
    ...(nav === undefined
      ? []
      : [
          {
            name: "OPS/nav.xhtml",
            content: chapter(`<nav epub:type="toc"><h1>Contents</h1><ol>${nav}</ol></nav>`),
          },
        ]),
    ...(ncx === undefined
      ? []
      : [
          {
            name: "OPS/toc.ncx",
            content: `<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>${ncx}</navMap></ncx>`,
          },
        ]),
    ...files.flatMap(({ name, content }) =>
      content === undefined ? [] : [{ name: `OPS/${name}`, content }],
    ),
  ];
  const names = new Set(others.map(({ name }) => name));
  return zipOf([...entries.filter(({ name }) => !names.has(name)), ...others]);
}

/** An entry of a page of navigation. */
export const navEntry = (label: string, href: string, inner = ""): string =>
  `<li><a href="${href}">${label}</a>${inner === "" ? "" : `<ol>${inner}</ol>`}</li>`;

/** A point of a table of contents in NCX. */
export const navPoint = (label: string, src: string, inner = ""): string =>
  `<navPoint><navLabel><text>${label}</text></navLabel><content src="${src}"/>${inner}</navPoint>`;
