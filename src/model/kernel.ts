/** @module The loops of kernel/kernel.ts, which work on 128 bits at a time, and their memory. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COMPILED, PROJECT } from "../base/project.ts";

/** What kernel.wasm exports; its source says what each does. Numbers are addresses and counts. */
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

/** The whole memory of a kernel as each kind of number. */
export interface Room {
  readonly i8: Int8Array;
  readonly i16: Int16Array;
  readonly i32: Int32Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
}

/** Loops with a memory of their own. */
export interface Kernel {
  readonly loops: Loops;
  /** Memory of at least so many bytes. What was got before may be void, what was written stays. */
  readonly room: (bytes: number) => Room;
}

const WASM = join(COMPILED ?? PROJECT, "kernel", "kernel.wasm");
const PAGE = 65_536;
/** The loops take rows of a multiple of so many numbers. */
export const GROUP = 16;

/** The least multiple of sixteen that is not below: also where the next thing may lie in a kernel's memory. */
export const upToGroup = (count: number): number => Math.ceil(count / GROUP) * GROUP;

const compiled = new WebAssembly.Module(readFileSync(WASM));

/** Loops with new memory. */
export function createKernel(): Kernel {
  // The exports' types are those of the source that was compiled.
  const loops = new WebAssembly.Instance(compiled).exports as unknown as Loops;
  const { memory } = loops;
  let room = roomOf(memory.buffer);
  return {
    loops,
    room(bytes) {
      const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
      if (missing > 0) {
        memory.grow(missing);
        room = roomOf(memory.buffer);
      }
      return room;
    },
  };
}

const roomOf = (buffer: ArrayBuffer): Room => ({
  i8: new Int8Array(buffer),
  i16: new Int16Array(buffer),
  i32: new Int32Array(buffer),
  f32: new Float32Array(buffer),
  f64: new Float64Array(buffer),
});

/** Copies float32 rows to a place in a kernel's memory; each is made up to a width with zeros, and so is the place. */
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
