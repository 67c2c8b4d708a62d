/** @module Colours only where they belong, and progress that gives the terminal back. */

import { WriteStream } from "node:tty";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { draw, drawFor, takesColour, visible } from "../../src/cli/draw.ts";
import { progressReporter } from "../../src/cli/progress.ts";
import { escape } from "../../src/reply/escape.ts";
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

const PLAIN = { colour: false };

describe("a message", () => {
  it("is drawn with its small print dimmed, and bold in the lines around it", () => {
    const { content, embeds } = message("**Where?**\n-# Searched for: quay\\*\n**Found**", [
      { description: "-# Ship | Day\n**Ferry** \\-# not small, **Boat**" },
    ]);
    expect(draw(message(content, embeds), PLAIN).text).toBe(
      "Where?\nSearched for: quay*\nFound\n\n  Ship | Day\n  Ferry -# not small, Boat\n",
    );
    expect(draw(message(content), { colour: true }).text).toBe(
      "\u001B[1mWhere?\u001B[22m\n\u001B[2mSearched for: quay*\u001B[22m\n\u001B[1mFound\u001B[22m\n",
    );
  });

  it("shows every part of an embed", () => {
    const embed = {
      author: { name: "Harbour office" },
      title: "Rules *of* the \\*quay\\*",
      url: "https://example.org/rules#:~:text=quay",
      description:
        "# Ferries\nSee [the table](https://example.org/a#b:~:text=c):\n```\na  |  b\n```",
      fields: [
        { name: "Where", value: "line 3", inline: true },
        { name: "Also found", value: "- one\n- two" },
        { name: "\u200B", value: "> said\n> so\nafter" },
      ],
      footer: { text: "CC BY *4.0*" },
    };
    expect(draw(message("", [embed]), PLAIN).text.split("\n")).toEqual([
      "  Harbour office",
      "  Rules of the *quay*",
      "  https://example.org/rules",
      "  ►Ferries◄",
      "  See the table (https://example.org/a#b):",
      "  a  |  b",
      "  Where: line 3",
      "",
      "  Also found:",
      "    - one",
      "    - two",
      "  │ said",
      "  │ so",
      "  after",
      "  CC BY *4.0*",
      "",
    ]);
  });

  it("wraps at words, under the first word of an item or a quotation, and leaves code and tables whole", () => {
    const source = [
      "The ferry leaves at noon from the old quay.",
      "- The market opens at eight in the morning.",
      "> Nobody may swim in the harbour basin.",
      "```\nconst harbour = open(theOldQuay, at(noon));\n```",
      "| a ferry | leaves the harbour | at noon |",
      "https://example.org/a/very/long/address/indeed",
    ].join("\n");
    expect(draw(message(source), { colour: false, columns: 24 }).text).toBe(
      [
        "The ferry leaves at noon",
        "from the old quay.",
        "- The market opens at",
        "  eight in the morning.",
        "│ Nobody may swim in the",
        "│ harbour basin.",
        "const harbour = open(theOldQuay, at(noon));",
        "| a ferry | leaves the harbour | at noon |",
        "https://example.org/a/very/long/address/indeed",
        "",
      ].join("\n"),
    );
  });

  it("keeps a style over the end of a row", () => {
    const { text } = draw(message("", [{ description: "a **red boat** b" }]), {
      colour: true,
      columns: 9,
    });
    expect(text).toBe("  a \u001B[1mred\u001B[22m\n  \u001B[1mboat\u001B[22m b\n");
  });

  it("shows an escaped text as it is, but for tabs, control characters and blank lines at its end", () => {
    const unit = fc.constantFrom(
      ...Array.from("ab .-#>*_~`|:<@[](\\\n\t1)é漢👍"),
      "**",
      "```",
      "https://a.bc",
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
        const text = units.join("");
        const { text: shown } = draw(message(escape(text)), PLAIN);
        expect(shown.trimEnd()).toBe(visible(text).replaceAll("\t", "    ").trimEnd());
      }),
    );
  });

  it("cannot control the terminal", () => {
    const evil = "a\u001B[2Jb\u0007\u009Bc";
    const embed = {
      title: evil,
      author: { name: evil },
      description: evil,
      footer: { text: evil },
    };
    // oxlint-disable-next-line no-control-regex
    expect(draw(message(evil, [embed]), PLAIN).text).not.toMatch(/[\0-\t\v-\x1F\x7F-\x9F]/);
  });
});

describe("the text in bold", () => {
  const shown = (description: string) => draw(message("", [{ description }]), PLAIN);

  it("is marked where there are no styles, over several lines too", () => {
    expect(shown("a **b\nc** d").text).toBe("  a ►b\n  c◄ d\n");
    expect(draw(message("", [{ description: "a **b**" }]), { colour: true }).text).not.toContain(
      "►",
    );
  });

  it("is marked by what the text itself does not hold", () => {
    expect(shown("► a **b** ◄◄").text).toBe("  ► a ►►►b◄◄◄ ◄◄\n");
  });

  it("is not marked where several texts are bold, as in a list of titles", () => {
    expect(shown("1\\. **One**\n2\\. **Two**")).toEqual({
      text: "  1. One\n  2. Two\n",
      marks: undefined,
    });
  });

  it("has its marks explained once", () => {
    const drawn = drawFor(stream(false).stream);
    const reply = message("", [{ description: "a **b** c" }]);
    expect(drawn(message("**Hello**"))).toBe("Hello\n");
    expect(drawn(reply)).toBe("  a ►b◄ c\n\n►…◄ marks the text that fits best.\n");
    expect(drawn(reply)).toBe("  a ►b◄ c\n");
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

  it.each([true, false])("tells once where a build waits, on a terminal: %s", (isTerminal) => {
    const { stream: lines, written } = stream(isTerminal);
    const { onProgress, stop } = progressReporter(lines);
    const waiting = { stage: "queue", done: 0, total: 0 } as const;
    for (const place of [2, 2, 1]) onProgress({ ...waiting, place });
    stop();
    expect(written()).toBe("Waiting: place 2 in the queue\nWaiting: place 1 in the queue\n");
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
    expect(written()).toMatch(/Stopped before it was done; the index is as it was\.\n$/);
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
