/** @module PDFs written by hand: lines of Helvetica at given places, or whatever operators draw. */

export interface PrintedLine {
  readonly text: string;
  readonly x?: number;
  readonly y: number;
  readonly size?: number;
}

export interface PdfOptions {
  readonly title?: string;
  readonly author?: string;
  /** The value of the trailer's `Encrypt`, as a dictionary. */
  readonly encrypt?: string;
  /** Titles of an outline of one level. */
  readonly outline?: readonly string[];
}

/** A PDF of these pages of 595 × 842 points; its letters are those of Latin-1. */
export function pdfOf(
  pages: readonly (readonly PrintedLine[])[],
  options: PdfOptions = {},
): Buffer {
  const { outline = [], title = "", author = "", encrypt } = options;
  const firstPage = 5;
  const firstEntry = firstPage + 2 * pages.length + 1;
  const kids = pages.map((_, at) => `${firstPage + 2 * at} 0 R`).join(" ");
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R${outline.length > 0 ? ` /Outlines ${firstEntry - 1} 0 R` : ""} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    HELVETICA,
    `<< /Title ${string(title)} /Author ${string(author)} >>`,
    ...pages.flatMap((lines, at) => pageObjects(lines, firstPage + 2 * at)),
    ...outlineObjects(outline, firstEntry),
  ];
  return fileOf(objects, encrypt);
}

export interface DrawnOptions {
  /** Entries of the page, of its resources and its fonts beside Helvetica (`F1`), and of the catalogue. */
  readonly page?: string;
  readonly resources?: string;
  readonly fonts?: string;
  readonly catalogue?: string;
  /** Further objects, numbered from `FIRST_OBJECT`. */
  readonly objects?: readonly string[];
}

export const FIRST_OBJECT = 7;

/** A PDF of one page of 595 × 842 points that these operators draw. */
export function drawnPdf(content: string, options: DrawnOptions = {}): Buffer {
  const { page = "", resources = "", fonts = "", catalogue = "", objects = [] } = options;
  return fileOf(
    [
      `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
      "<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
      HELVETICA,
      "<< >>",
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R ${fonts} >> ${resources} >> /Contents 6 0 R ${page} >>`,
      streamOf("", content),
      ...objects,
    ],
    undefined,
  );
}

/** A stream object with these entries. */
export const streamOf = (entries: string, content: string): string =>
  `<< ${entries} /Length ${Buffer.byteLength(content, "latin1")} >>\nstream\n${content}\nendstream`;

/** Operators that write a text at a place. */
export const put = (text: string, x: number, y: number, size = 11, font = "F1"): string =>
  `BT /${font} ${size} Tf ${x} ${y} Td ${string(text)} Tj ET\n`;

const HELVETICA =
  "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

function pageObjects(lines: readonly PrintedLine[], number: number): string[] {
  const drawn = lines.map(
    ({ text, x = 72, y, size = 11 }) => `BT /F1 ${size} Tf ${x} ${y} Td ${string(text)} Tj ET`,
  );
  const content = drawn.join("\n");
  return [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${number + 1} 0 R >>`,
    streamOf("", content),
  ];
}

function outlineObjects(titles: readonly string[], first: number): string[] {
  const last = first + titles.length - 1;
  const entries = titles.map((title, at) => {
    const next = at < titles.length - 1 ? ` /Next ${first + at + 1} 0 R` : "";
    return `<< /Title ${string(title)} /Parent ${first - 1} 0 R${next} >>`;
  });
  return [
    `<< /Type /Outlines /First ${first} 0 R /Last ${last} 0 R /Count ${titles.length} >>`,
    ...entries,
  ];
}

const string = (text: string): string => `(${text.replace(/[\\()]/g, "\\$&")})`;

function fileOf(objects: readonly string[], encrypt: string | undefined): Buffer {
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, at) => {
    const offset = Buffer.byteLength(file, "latin1");
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const start = Buffer.byteLength(file, "latin1");
  const locked = encrypt === undefined ? "" : ` /Encrypt ${encrypt} /ID [<00> <00>]`;
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R /Info 4 0 R${locked} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, "latin1");
}

/** Words set in lines of a column, from the top of a page downwards. */
export function column(
  text: string,
  {
    top = 740,
    width = 80,
    size = 11,
    x = 72,
  }: { top?: number; width?: number; size?: number; x?: number } = {},
): PrintedLine[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line, at) => ({ text: line, x, y: top - at * size * 1.25, size }));
}
