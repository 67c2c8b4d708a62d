/** @module The content of pages: format by type and bytes, and encodings. */

import { describe, expect, test } from "vitest";
import { decodeHtml } from "../../../src/corpus/formats/html/decode.ts";
import { readContent } from "../../../src/sources/pages/content.ts";
import { faultOf } from "../../support/fault.ts";

const PDF = "%PDF-1.7\n";
const HTML = "<!DOCTYPE html><p>Text.";
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const ZIP = "PK\x03\x04\x00";
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0xff]);

const fetched = (body: string | Buffer, contentType?: string, path = "/a") => ({
  bytes: Buffer.from(body),
  contentType,
  url: `https://example.org${path}`,
});

describe("a format", () => {
  test.each<[string, string | undefined, string, string]>([
    [HTML, "text/html; charset=utf-8", "/a", ".html"],
    ["<p>Text.", "TEXT/HTML", "/a.pdf", ".html"],
    [`\n ${HTML}`, "application/xhtml+xml", "/a", ".html"],
    [PDF, "application/pdf", "/a.html", ".pdf"],
    [PDF, "application/octet-stream", "/a", ".pdf"],
    [PDF, undefined, "/a.pdf", ".pdf"],
    [PDF, "text/plain", "/a.txt", ".pdf"],
    [ZIP, DOCX, "/a", ".docx"],
    [ZIP, "application/octet-stream", "/a.DOCX", ".docx"],
    ["Text.", "text/plain", "/a", ".txt"],
    ["# Text", "text/plain; charset=utf-8", "/README.md", ".md"],
    ["# Text", "text/markdown", "/a", ".md"],
    ["Text.", "text/plain", "/a.pdf", ".txt"],
    ["Text.", "text/plain", "/a.exe", ".txt"],
    [HTML, "text/plain", "/a.html", ".html"],
    [HTML, "text/plain", "/a.md", ".html"],
    [HTML, undefined, "/a", ".html"],
  ])("of %j as %s at %s", (body, type, path, extension) => {
    const bytes = Buffer.from(body);
    expect(readContent(fetched(body, type, path))).toEqual({ extension, content: bytes });
  });

  test.each<[string | Buffer, string | undefined, string, RegExp]>([
    [HTML, "application/pdf", "/a.pdf", /sent as application\/pdf, but its bytes are HTML/],
    [PDF, "text/html", "/a.html", /sent as text\/html, but its bytes are a PDF/],
    [PDF, "text/markdown", "/a", /its bytes are a PDF/],
    [ZIP, "text/html", "/a", /its bytes are an archive/],
    ["Text.", DOCX, "/a.docx", /its bytes are text/],
    [HTML, "text/markdown", "/a.md", /its bytes are HTML/],
    [PNG, "text/html", "/a", /its bytes are of another format/],
    [PNG, "text/plain", "/a.txt", /its bytes are of another format/],
    [PNG, "image/png", "/a.html", /sent as image\/png, and only/],
    ["{}", "application/json", "/a.md", /sent as application\/json, and only/],
    ["Text.", "application/octet-stream", "/a", /sent as application\/octet-stream, and only/],
    ["Text.", undefined, "/a.exe", /sent as no type, and only/],
    ["", "text/html", "/a", /^it is empty$/],
  ])("of %j as %s at %s is refused", async (body, type, path, reason) => {
    const fault = await faultOf(() => readContent(fetched(body, type, path)));
    expect(fault).toMatch(reason);
  });
});

describe("the encoding of HTML", () => {
  const page = (meta: string, text: string) => `<!doctype html>${meta}<p>${text}`;
  const META = '<meta charset="windows-1252">';
  const textOf = (bytes: Buffer, type: string): string =>
    decodeHtml(readContent(fetched(bytes, type)).content);

  test.each<[string, Buffer, string, string]>([
    ["only in the header", Buffer.from("<p>Caf\xe9 \x80", "latin1"), "windows-1252", "<p>Café €"],
    [
      "only in the header, of ASCII bytes",
      Buffer.from("<p>\x1b$B$\x22\x1b(B", "latin1"),
      "iso-2022-jp",
      "<p>あ",
    ],
    [
      "in the header, before an old declaration",
      Buffer.from(page(META, "Café")),
      "utf-8",
      page(META, "Café"),
    ],
    [
      "in the header, in quotation marks",
      Buffer.from("<p>Caf\xe9", "latin1"),
      '"ISO-8859-1"',
      "<p>Café",
    ],
    ["UTF-16 in the header", Buffer.from("<p>Café", "utf16le"), "utf-16le", "<p>Café"],
    ["a mark, before the header", Buffer.from("\uFEFF<p>Café"), "iso-8859-1", "<p>Café"],
  ])("is read right: %s", (_, bytes, charset, text) => {
    expect(textOf(bytes, `text/html; charset=${charset}`)).toBe(text);
  });

  test("leaves bytes as they were sent where a reader decodes them right", () => {
    const latin = Buffer.from(page(META, "Caf\xe9"), "latin1");
    for (const type of ["text/html", "text/html; charset=windows-1252"])
      expect(readContent(fetched(latin, type)).content).toEqual(latin);
    const utf8 = Buffer.from(page("", "Café"));
    expect(readContent(fetched(utf8, "text/html;charset=UTF-8")).content).toEqual(utf8);
  });

  test("that is unknown, or not that of the bytes, is refused", async () => {
    const bytes = Buffer.from("<p>Caf\xe9", "latin1");
    for (const charset of ["utf-8", "x-none"])
      expect(
        await faultOf(() => readContent(fetched(bytes, `text/html; charset=${charset}`))),
      ).toBe(`it is not ${charset.toUpperCase()}, though its server says so`);
  });
});

describe("the encoding of a text", () => {
  test("becomes UTF-8 where the header names another", () => {
    const bytes = Buffer.from("Caf\xe9", "latin1");
    const { content } = readContent(fetched(bytes, "text/plain; charset=iso-8859-1"));
    expect(content.toString()).toBe("Café");
  });

  test("leaves UTF-8 as it was sent, a mark included", () => {
    const bytes = Buffer.from("\uFEFFCafé\r\n");
    expect(readContent(fetched(bytes, "text/markdown; charset=utf-8")).content).toEqual(bytes);
  });
});
