/** @module The content of a file in an archive, as lines and as runs of bytes. */

/** Yields the lines of a text in UTF-8; empty ones are left out. */
export async function* linesIn(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let rest = "";
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines.filter((line) => line !== "");
  }
  const last = rest + decoder.decode();
  if (last !== "") yield last;
}

/** A reader of runs of bytes, one after the other. */
export interface ByteReader {
  /** Returns the next bytes in a buffer of their own. @throws RangeError if there are fewer. */
  take(length: number): Promise<ArrayBuffer>;
  /** Reads to the end. @throws RangeError if bytes are left. */
  end(): Promise<void>;
}

/** Returns a reader of chunks with so many bytes in all. */
export function byteReader(chunks: AsyncIterator<Uint8Array>, size: number): ByteReader {
  let left = size;
  let rest: Uint8Array = new Uint8Array();
  const fill = async (): Promise<void> => {
    const next = await chunks.next();
    if (next.done) throw new RangeError("fewer bytes than announced");
    rest = next.value;
  };
  return {
    async take(length) {
      if (length > left) throw new RangeError(`${length} bytes of ${left}`);
      left -= length;
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length;) {
        while (rest.length === 0) await fill();
        const part = rest.subarray(0, length - at);
        bytes.set(part, at);
        at += part.length;
        rest = rest.subarray(part.length);
      }
      return bytes.buffer;
    },
    async end() {
      if (left > 0 || !(await chunks.next()).done) throw new RangeError(`${left} bytes too many`);
    },
  };
}
