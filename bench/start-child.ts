/** @module One start, as `npm start` does it, telling the milliseconds each part took. */

import { hrtime } from "node:process";

const [, , seedsDir = "", indexDir = "", began = "0"] = process.argv;
const report: Record<string, number> = { "Node and tsx": Date.now() - Number(began) };
let last = hrtime.bigint();

function mark(stage: string): void {
  const now = hrtime.bigint();
  report[stage] = Number(now - last) / 1e6;
  last = now;
}

const [{ openLibrary }, { makeReady }, { warmUp }, { renderAnswer }] = await Promise.all([
  import("../src/library/library.ts"),
  import("../src/library/ready.ts"),
  import("../src/library/warm-up.ts"),
  import("../src/reply/answer.ts"),
  import("../src/discord/gateway.ts"),
]);
mark("our modules, Discord's client and the model's library");
const { realEmbedder } = await import("./model.ts");
const embedder = await realEmbedder();
mark("the model, checked and loaded");
const build = (): Promise<never> => Promise.reject(new Error("no build here"));
const options = { seedsDir, indexDir, embedder, build };
await makeReady(options, () => {});
mark("are the seeds as they were indexed?");
const library = await openLibrary(options);
mark("the index, checked and opened");
await warmUp(library);
mark("warm-up");
report["ready"] = Object.values(report).reduce((sum, ms) => sum + ms, 0);
for (const which of ["first", "second"]) {
  const question =
    which === "first"
      ? "When does the ferry leave the harbour?"
      : "Who may open the gate in winter?";
  renderAnswer(await library.ask(question, { top: 3, always: true }));
  mark(`${which} question`);
}
await library.close();
process.stdout.write(JSON.stringify(report));
process.exit(0);
