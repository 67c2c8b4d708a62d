/** @module The TypeScript face of kernel/kernel.ts: vector loops in WebAssembly, and their memory. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMPILED, PROJECT } from "../base/project.ts";

/** The exports of kernel.wasm, described in its source. Numbers are addresses and counts. */
interface Loops {
  readonly memory: WebAssembly.Memory;
  readonly products: (
    vector: number,
    rows: number,
    count: number,
    width: number,
    to: number,
  ) => void;
  readonly dots: (vector: number, rows: number, count: number, width: number, to: number) => void;
  readonly neighbours: (rows: number, count: number, width: number, to: number) => void;
  readonly raise: (
    best: number,
    question: number,
    asked: number,
    rows: number,
    scales: number,
    count: number,
    width: number,
  ) => void;
  readonly sum: (rows: number, count: number, width: number, to: number) => void;
  readonly project: (
    rows: number,
    count: number,
    width: number,
    mean: number,
    directions: number,
    projected: number,
    to: number,
  ) => void;
}

/** The whole memory of a kernel, viewed as each type of number. */
export interface Memory {
  readonly i8: Int8Array;
  readonly i16: Int16Array;
  readonly i32: Int32Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
}

/** Loops with their own memory. */
export interface Kernel {
  readonly loops: Loops;
  /** Returns views of a memory of at least so many bytes. Earlier views may be void; their content stays. */
  readonly reserve: (bytes: number) => Memory;
}

const WASM = join(COMPILED ?? PROJECT, "kernel", "kernel.wasm");
const PAGE = 65_536;
/** The number of values that the loops process together: the width of rows is a multiple of it. */
export const GROUP = 16;

/** Rounds up to a multiple of 16: the width of a row, or an aligned address. */
export const upToGroup = (count: number): number => Math.ceil(count / GROUP) * GROUP;

const compiled = new WebAssembly.Module(readFileSync(WASM));

/** Creates loops with new memory. */
export function createKernel(): Kernel {
  // The exports' types are those of the source that was compiled.
  const loops = new WebAssembly.Instance(compiled).exports as unknown as Loops;
  const { memory } = loops;
  let views = viewsOf(memory.buffer);
  return {
    loops,
    reserve(bytes) {
      const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
      if (missing > 0) {
        memory.grow(missing);
        views = viewsOf(memory.buffer);
      }
      return views;
    },
  };
}

const viewsOf = (buffer: ArrayBuffer): Memory => ({
  i8: new Int8Array(buffer),
  i16: new Int16Array(buffer),
  i32: new Int32Array(buffer),
  f32: new Float32Array(buffer),
  f64: new Float64Array(buffer),
});

/** Copies float32 rows into a kernel's memory, each padded with zeros to a width; the rest is filled with zeros. */
export function copyRows(
  rows: Float32Array,
  dimensions: number,
  to: Float32Array,
  width: number,
): void {
  if (width === dimensions) return to.fill(0, rows.length).set(rows);
  to.fill(0);
  for (let from = 0, at = 0; from < rows.length; from += dimensions, at += width)
    to.set(rows.subarray(from, from + dimensions), at);
}
