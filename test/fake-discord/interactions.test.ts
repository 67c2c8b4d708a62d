/** @module Every way to ask and to answer, with the real discord.js on the answering side. */
import { MessageFlags, PermissionFlagsBits } from "discord.js";
import type { Interaction } from "discord.js";
import { expect, test } from "vitest";
import { answering, connected, eventually } from "./client.ts";

const deferAndEdit = async (interaction: Interaction): Promise<void> => {
  if (!interaction.isChatInputCommand()) return;
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  await interaction.editReply("done");
};

const ask = { type: "command", name: "ask", options: { question: "why" } } as const;

test("a file arrives with its bytes, and an edit that lists no files removes it", async () => {
  const { fake } = await connected(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const files = [{ attachment: Buffer.from("naïve"), name: "quote.txt" }];
    await interaction.reply({ content: "See the file", files });
    await interaction.editReply({ attachments: [], content: "Gone" });
  });
  const asked = fake.interact(ask);
  const [file] = (await asked.message()).files;
  expect(file?.name).toBe("quote.txt");
  expect(new TextDecoder().decode(file?.bytes)).toBe("naïve");
  await eventually(() => asked.edits().map(({ files }) => files)).toEqual([[]]);
  expect(fake.faults).toEqual([]);
});

test("choices answer an autocomplete, and one too many is refused", async () => {
  const { fake } = await connected(async (interaction) => {
    if (!interaction.isAutocomplete()) return;
    const length = Number(interaction.options.getFocused());
    await interaction.respond(Array.from({ length }, (_, n) => ({ name: `${n}`, value: `${n}` })));
  });
  const event = { type: "autocomplete", name: "source", options: { id: "25" } } as const;
  expect(await fake.interact(event).choices()).toHaveLength(25);
  expect(fake.faults).toEqual([]);
  fake.interact({ ...event, options: { id: "26" } });
  await eventually(() => fake.faults).toHaveLength(1);
  expect(fake.faults[0]).toContain("data.choices: must have 25 or fewer entries, got 26");
});

test("a button press brings its message, which the answer updates", async () => {
  const button = { type: 2, style: 1, label: "More", custom_id: "more" };
  const { fake } = await connected(async (interaction) => {
    if (interaction.isChatInputCommand()) {
      await interaction.reply({
        content: "one",
        components: [{ type: 1, components: [{ ...button }] }],
      });
    } else if (interaction.isButton()) {
      await interaction.update({ content: `${interaction.message.content}, two`, components: [] });
    }
  });
  const first = await fake.interact(ask).message();
  const pressed = await fake.interact({ type: "component", customId: "more" }).message();
  expect(pressed).toMatchObject({ id: first.id, content: "one, two", components: [] });
  expect(fake.faults).toEqual([]);
});

test("a follow-up fills a deferred answer, the next one is a message of its own", async () => {
  const { fake } = await connected(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply();
    await interaction.followUp("first");
    await interaction.followUp("second");
  });
  const asked = fake.interact(ask);
  expect((await asked.message()).content).toBe("first");
  await eventually(() => asked.followUps().map(({ content }) => content)).toEqual(["second"]);
});

test("an event sent twice cannot be answered twice", async () => {
  const ids: string[] = [];
  const { fake } = await connected((interaction) => {
    ids.push(interaction.id);
    return deferAndEdit(interaction);
  });
  const asked = fake.interact(ask);
  await asked.message();
  asked.again();
  await eventually(() => fake.faults).toHaveLength(1);
  expect(fake.faults[0]).toContain("40060 Interaction has already been acknowledged.");
  expect(ids).toEqual([asked.id, asked.id]);
});

test("a direct message has a user and no rights", async () => {
  const seen: unknown[] = [];
  const { fake } = await connected(async (interaction) => {
    seen.push(interaction.guildId, interaction.memberPermissions, interaction.user.id);
    await deferAndEdit(interaction);
  });
  await fake.interact({ ...ask, guildId: null, userId: "1100000000000000042" }).message();
  expect(seen).toEqual([null, null, "1100000000000000042"]);
});

test("an edit keeps what it does not name, and who may see it", async () => {
  const { fake } = await answering(async (interaction) => {
    await interaction.reply({ content: "kept", flags: MessageFlags.Ephemeral });
    await interaction.editReply({
      embeds: [{ title: "new" }],
      flags: MessageFlags.SuppressEmbeds,
    });
  });
  const asked = fake.interact(ask);
  const edited = { content: "kept", embeds: [{ title: "new" }], flags: 64 | 4 };
  await eventually(asked.edits).toMatchObject([edited]);
});

test("rights and age are the event's", async () => {
  const seen: unknown[] = [];
  const { fake } = await answering(async (interaction) => {
    seen.push(interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild));
    seen.push(Date.now() - interaction.createdTimestamp >= 5000);
    await deferAndEdit(interaction);
  });
  await fake.interact({ ...ask, memberPermissions: "32", ageMs: 5000 }).message();
  await fake.interact(ask).message();
  expect(seen).toEqual([true, true, false, false]);
});

test("options have the types the bot registered", async () => {
  const { fake } = await answering(async (interaction) => {
    const { options } = interaction;
    const weight = options.getNumber("weight");
    await interaction.reply(`${weight} ${options.getInteger("top")} ${options.getBoolean("all")}`);
  });
  const option = { type: 10, name: "weight", description: "W" };
  const body = JSON.stringify([{ name: "ask", description: "Ask", options: [option] }]);
  const headers = { authorization: `Bot ${fake.token}`, "content-type": "application/json" };
  const url = `${fake.api}/v10/applications/${fake.applicationId}/commands`;
  await fetch(url, { method: "PUT", headers, body });
  const asked = fake.interact({ ...ask, options: { weight: 2, top: 3, all: true } });
  expect((await asked.message()).content).toBe("2 3 true");
});

test("an answer can be had back, fetched and deleted", async () => {
  const seen: unknown[] = [];
  const { fake, errors } = await answering(async (interaction) => {
    const reply = await interaction.reply({ content: "one", withResponse: true });
    seen.push(reply.resource?.message?.id, (await interaction.fetchReply()).content);
    await interaction.deleteReply();
    await interaction.editReply("two");
  });
  const asked = fake.interact(ask);
  await eventually(() => errors).toMatchObject([{ code: 10008 }]);
  expect(seen).toEqual([expect.any(String), "one"]);
  expect(asked.edits()).toEqual([]);
});
