import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeName } from "../../src/intake/name.ts";

describe("the name of an uploaded file", () => {
  it.each([
    ["rules.pdf", "rules.pdf"],
    ["../../etc/rules.pdf", "rules.pdf"],
    ["C:\\Users\\me\\rules.pdf", "rules.pdf"],
    ["...hidden.md", "hidden.md"],
    ['what? "now".md', "what- -now-.md"],
    ["Schön.md", "Schön.md".normalize("NFC")],
    [".md", "md"],
    ["", ""],
  ])("%j is saved as %j", (given, name) => {
    expect(safeName(given)).toBe(name);
  });

  it("never leaves its folder, is never hidden, and is as long as disks allow", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (given) => {
        const name = safeName(given);
        expect(name).not.toMatch(/[\\/\0]|^\./);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        expect(safeName(name)).toBe(name);
      }),
    );
  });
});
