/** @module The form of a bot's token: what is pasted around it, and what is pasted instead of it. */

import { isTokenShaped } from "../base/config/config.ts";

/** Blanks, quotes and characters without a width. */
const EDGES = /^[\s"'`\p{Cf}]+|[\s"'`\p{Cf}]+$/gu;
/** The name of the setting, or the words of an HTTP header. */
const LABEL = /^(?:export\s+)?(?:DISCORD_TOKEN\s*[=:]|(?:Authorization:\s*)?Bot\s)/i;

/** Removes what is often copied with a token. */
export function cleanToken(pasted: string): string {
  const bare = pasted.replace(EDGES, "");
  const unlabelled = bare.replace(LABEL, "");
  return unlabelled === bare ? bare : cleanToken(unlabelled);
}

const OTHERS: readonly (readonly [form: RegExp, meaning: string])[] = [
  [/^$/, "Nothing was pasted."],
  [/^\w+:\/\//, "This is an address, not a token."],
  [/^\d+$/, "This is an ID, not a token."],
  [/^[\da-f]{64}$/i, "This is the application's public key, not its token."],
  [/^[\w-]{32}$/, "This looks like the client secret, not the token."],
  [
    /^mfa\./,
    "This is the token of a person's account, which a bot must not use. Change your password.",
  ],
];

const WHERE =
  "The token is on the page Bot of the developer portal: press Reset Token and copy it.";

/** Describes why a text can't be a bot's token, without repeating it; undefined if it can. */
export function tokenFault(text: string): string | undefined {
  if (isTokenShaped(text)) return undefined;
  const [, meaning] = OTHERS.find(([form]) => form.test(text)) ?? [];
  return `${meaning ?? broken(text)}\n${WHERE}`;
}

/** Names the rule that a text breaks: three parts, of certain characters, the first one an ID. */
function broken(text: string): string {
  const parts = text.split(".");
  if (parts.length !== 3 || parts.includes(""))
    return `This is not a whole token, which has three parts with dots between them; found ${text.length} characters.`;
  return parts.every((part) => /^[\w-]+$/.test(part))
    ? "This is not a bot's token: its first part does not contain the application's ID."
    : "This is not a token, which has only letters, digits, _, - and two dots.";
}
