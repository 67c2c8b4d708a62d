/** @module Colours only where they belong, and progress that gives the terminal back. */

import { WriteStream } from "node:tty";
import { afterEach, describe, expect, it, vi } from "vitest";
import { draw, takesColour } from "../../src/cli/draw.ts";
import { progressReporter } from "../../src/cli/progress.ts";
import { message } from "../../src/reply/message.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function stream(isTTY: boolean) {
  let written = "";
  const own = {
    isTTY,
    columns: 100,
    writable: true,
    write: (text: string) => void (written += text),
    cursorTo: () => {},
    getColorDepth: () => WriteStream.prototype.getColorDepth(),
  };
  const like = Object.assign(Object.create(process.stderr) as NodeJS.WriteStream, own);
  return { stream: like, written: () => written };
}

describe("colour", () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { NO_COLOR: "1" }, false],
    [false, { FORCE_COLOR: "1" }, true],
    [true, { FORCE_COLOR: "0" }, false],
  ])("on a terminal: %j, with %j: %j", (isTTY, environment, expected) => {
    for (const name of ["NO_COLOR", "FORCE_COLOR", "NODE_DISABLE_COLORS", "CI", "TMUX"])
      vi.stubEnv(name, undefined);
    vi.stubEnv("TERM", "xterm-256color");
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    expect(takesColour(stream(isTTY).stream)).toBe(expected);
  });
});

describe("a message", () => {
  it("is drawn with its small print dimmed, and bold in the lines around it", () => {
    const { content, embeds } = message("**Where?**\n-# Searched for: quay\\*\n**Found**", [
      { description: "-# Ship | Day\n**Ferry** \\-# not small" },
    ]);
    expect(draw(message(content, embeds), false)).toBe(
      "Where?\nSearched for: quay*\nFound\n\n  Ship | Day\n  Ferry -# not small\n",
    );
    expect(draw(message(content), true)).toBe(
      "\u001B[1mWhere?\u001B[22m\n\u001B[2mSearched for: quay*\u001B[22m\n\u001B[1mFound\u001B[22m\n",
    );
  });
});

describe("progress", () => {
  it("tells on plain lines how far it is and how long it will take", () => {
    vi.useFakeTimers();
    const { stream: lines, written } = stream(false);
    const { onProgress } = progressReporter(lines);
    onProgress({ stage: "embed", done: 0, total: 100 });
    vi.advanceTimersByTime(1_000);
    onProgress({ stage: "embed", done: 10, total: 100 });
    vi.advanceTimersByTime(9_000);
    onProgress({ stage: "embed", done: 50, total: 100 });
    vi.advanceTimersByTime(90_000);
    onProgress({ stage: "embed", done: 55, total: 100 });
    onProgress({ stage: "embed", done: 100, total: 100 });
    expect(written()).toBe(
      "Embedding texts: 0 of 100\nEmbedding texts: 50 of 100, 10 s left\n" +
        "Embedding texts: 55 of 100, 2 min left\nEmbedding texts: 100 of 100\n",
    );
  });

  it("shows the cursor again, and passes the signal on, when it is interrupted", () => {
    const { stream: terminal, written } = stream(true);
    const kill = vi.spyOn(process, "kill").mockReturnValue(true);
    const before = process.listenerCount("SIGINT");
    const { onProgress } = progressReporter(terminal);
    onProgress({ stage: "embed", done: 1, total: 100 });
    expect(written()).toContain("\u001B[?25l");
    process.emit("SIGINT");
    expect(written()).toContain("\u001B[?25h");
    expect(kill).toHaveBeenCalledWith(process.pid, "SIGINT");
    expect(process.listenerCount("SIGINT")).toBe(before);
  });

  it("leaves no listener behind", () => {
    const before = process.listenerCount("SIGTERM");
    const { onProgress, stop } = progressReporter(stream(true).stream);
    onProgress({ stage: "read", done: 1, total: 1 });
    stop();
    expect(process.listenerCount("SIGTERM")).toBe(before);
  });
});
