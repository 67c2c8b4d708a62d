/** What Footnote uses of WebAssembly: Node has it, and the types of Node leave it to those of browsers. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: object;
  }
  interface Memory {
    readonly buffer: ArrayBuffer;
    /** @param pages of 64 KiB each, to be added. */
    grow(pages: number): number;
  }
}
