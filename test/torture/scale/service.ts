/** @module The acts of self-service: a server gets documents of its own, and is deleted with a proof. */

import { MANAGER, MEMBER, type People, SERVER, STRANGER, textOf } from "./people.ts";
import type { Stage } from "./stage.ts";
import { runFootnote } from "./terminal.ts";

/** The documents of the server, by file name; each line is searched for in the end. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  "lighthouse.md": "# The lighthouse\n\nThe lighthouse opens at nine in the morning from May on.\n",
  "ferry.md": "# The ferry\n\nThe ferry sails to the island at noon and at six in the evening.\n",
};
export const QUESTION = "When does the lighthouse open?";
const ANSWER = "The lighthouse opens at nine in the morning";

/** Adds the bot to the server, and documents to its collection; members then ask. */
export async function addDocuments(stage: Stage, people: People): Promise<void> {
  const { cluster, transcript } = stage;
  transcript.part("A server by self-service");
  cluster.fake.join({ id: SERVER, name: "Harbour town", ownerId: MANAGER.userId });
  transcript.note("manager", "adds the bot to the server “Harbour town”");
  for (const [filename, content] of Object.entries(DOCUMENTS)) {
    const file = { filename, bytes: Buffer.from(content) };
    const offer = await people.use(MANAGER, "add", { file });
    await people.press(MANAGER, offer, "Add", new RegExp(`${escaped(filename)} was added`));
  }
  transcript.part("Asking");
  await expectAnswer(stage, people, true);
  const mentioned = textOf(await people.mention(MEMBER, QUESTION));
  if (!mentioned.includes(ANSWER)) transcript.breach("no answer to a mention");
  const other = textOf(await people.use(STRANGER, "ask", { question: QUESTION }));
  if (other.includes(ANSWER)) transcript.breach("another server read the text");
  const file = { filename: "mine.md", bytes: Buffer.from("# Mine\n\nMine.\n") };
  const refused = textOf(await people.use(MEMBER, "add", { file }));
  if (/mine\.md/.test(refused))
    transcript.breach("a member without rights was offered an addition");
}

const escaped = (text: string): string => text.replaceAll(".", "\\\\?\\.");

async function expectAnswer(
  { transcript }: Stage,
  people: People,
  isExpected: boolean,
): Promise<void> {
  const answer = textOf(await people.use(MEMBER, "ask", { question: QUESTION }));
  if (answer.includes(ANSWER) !== isExpected)
    transcript.breach(isExpected ? "no answer" : "an answer from deleted text");
}

/** Deletes all that is kept of the server, and searches for its text in a dump of the database. */
export async function forgetServer(stage: Stage, people: People): Promise<void> {
  const { cluster, transcript } = stage;
  transcript.part("The server is deleted");
  await findInDump(stage, true);
  const asked = await people.use(MANAGER, "forget");
  await people.press(MANAGER, asked, "Delete everything", /was deleted/);
  cluster.fake.leave(SERVER);
  transcript.note("manager", "removes the bot from the server");
  await runFootnote(stage, "verify", "--collection", `guild-${SERVER}`);
  await findInDump(stage, false);
  await expectAnswer(stage, people, false);
}

/** Searches a dump for each sentence, as text and in the hexadecimal form of bytes. */
async function findInDump({ cluster, transcript }: Stage, isExpected: boolean): Promise<void> {
  const { server } = cluster;
  const login = ["-h", "127.0.0.1", "-p", `${server.port}`, "-U", "postgres", "postgres"];
  const dump = await server.run("pg_dump", ...login);
  const sentences = Object.values(DOCUMENTS).flatMap((text) => text.trim().split("\n\n").slice(1));
  const found = sentences.filter((text) =>
    [text, Buffer.from(text).toString("hex")].some((form) => dump.includes(form)),
  );
  transcript.note(
    "operator",
    `a dump of the database has ${found.length} of ${sentences.length} sentences of the server`,
  );
  if (isExpected !== found.length > 0)
    transcript.breach(isExpected ? "the dump lacks the text" : "the text is kept");
}
