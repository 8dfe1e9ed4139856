import { z } from "zod";

/** In UTF-16, of which an emoji has two: Slack does not say how it counts, and this is the most that it could. */
const characters = (most: number) =>
  z
    .string()
    .min(1)
    .refine(({ length }) => length <= most, { error: `more than ${most} characters` });

/** Block Kit's limits as Slack's reference has them, written apart from those that the functions keep to. */
const plain = (most: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: characters(most),
    emoji: z.boolean().optional(),
  });
const mrkdwn = (most: number) =>
  z.strictObject({ type: z.literal("mrkdwn"), text: characters(most).refine(isWellFormed) });

const Button = z.strictObject({
  type: z.literal("button"),
  text: plain(75),
  url: characters(3000).pipe(z.url()),
});

const KnownBlock = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("header"), text: plain(150) }),
  z.strictObject({ type: z.literal("divider") }),
  z
    .strictObject({
      type: z.literal("section"),
      text: mrkdwn(3000).optional(),
      fields: z.array(mrkdwn(2000)).min(1).max(10).optional(),
    })
    .refine(({ text, fields }) => text !== undefined || fields !== undefined),
  z.strictObject({ type: z.literal("context"), elements: z.array(mrkdwn(2000)).min(1).max(10) }),
  z.strictObject({ type: z.literal("actions"), elements: z.array(Button).min(1).max(25) }),
]);

const Blocks = z.array(KnownBlock).min(1).max(50);

/** From about here on Slack answers `msg_blocks_too_long` (slackapi/bolt-js issue 2867). */
const CHARACTERS = 11_300;

/** Slack's word for what is wrong with a message's blocks; nothing when it would take them. */
export function refusalOf(blocks: unknown): { readonly word: string; readonly why: string } | undefined {
  const parsed = Blocks.safeParse(blocks);
  if (!parsed.success) return { word: "invalid_blocks", why: z.prettifyError(parsed.error) };
  if (JSON.stringify(blocks).length > CHARACTERS) return { word: "msg_blocks_too_long", why: "" };
  return undefined;
}

/** No link and no escape is cut in two: each `<` has its `>`, and each `&` its name. */
function isWellFormed(text: string): boolean {
  const rest = text.replaceAll(/<[^<>\n]+>/g, "").replaceAll(/&(amp|lt|gt);/g, "");
  return !/[<>&]/.test(rest) && rest.split("```").length % 2 === 1;
}
