import type { ActionsBlock, ContextBlock, DividerBlock, HeaderBlock, SectionBlock } from "@slack/types";
import { cutMrkdwn, cutPlain } from "./cut";

/** The blocks of Block Kit that we write. Slack has more. */
export type Block = HeaderBlock | SectionBlock | ContextBlock | DividerBlock | ActionsBlock;

/** What Slack takes, in characters or pieces [Slack: Block Kit reference, of each block and element]. */
const LIMITS = {
  headerText: 150,
  sectionText: 3000,
  fields: 10,
  fieldText: 2000,
  contextElements: 10,
  contextText: 2000,
  actions: 25,
  buttonText: 75,
  buttonUrl: 3000,
} as const;

/** Text of Slack's own markup, `*bold*` and `<url|link>`: what others wrote goes through `escaped` first. */
export type Mrkdwn = string;

/** What others wrote, as text that Slack's markup reads as it is [Slack: Formatting text for app surfaces]. */
export const escaped = (text: string): Mrkdwn =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A link within a text. Better than a button: that shows a warning when no server of ours answers its click. */
export const link = (url: string, label: string): Mrkdwn =>
  // A bar would end the URL, and a new line the link.
  `<${escaped(url).replaceAll("|", "%7C")}|${escaped(label).replaceAll(/[|\n]/g, " ")}>`;

/** A title: plain text, in which nothing is markup. */
export const header = (text: string): HeaderBlock => ({
  type: "header",
  text: { type: "plain_text", text: cutPlain(text, LIMITS.headerText), emoji: true },
});

export const section = (text: Mrkdwn): SectionBlock => ({
  type: "section",
  text: { type: "mrkdwn", text: cutMrkdwn(text, LIMITS.sectionText) },
});

/** Short texts in two columns. */
export const fields = (texts: readonly Mrkdwn[]): SectionBlock => ({
  type: "section",
  fields: texts
    .slice(0, LIMITS.fields)
    .map((text) => ({ type: "mrkdwn", text: cutMrkdwn(text, LIMITS.fieldText) })),
});

/** Small grey text. */
export const context = (...texts: readonly Mrkdwn[]): ContextBlock => ({
  type: "context",
  elements: texts
    .slice(0, LIMITS.contextElements)
    .map((text) => ({ type: "mrkdwn", text: cutMrkdwn(text, LIMITS.contextText) })),
});

export const divider = (): DividerBlock => ({ type: "divider" });

/** Buttons that open pages; a URL that is too long gets no button. */
export const buttonLinks = (
  buttons: readonly { readonly label: string; readonly url: string }[],
): ActionsBlock => ({
  type: "actions",
  elements: buttons
    .filter(({ url }) => url.length <= LIMITS.buttonUrl)
    .slice(0, LIMITS.actions)
    .map(({ label, url }) => ({
      type: "button",
      text: { type: "plain_text", text: cutPlain(label, LIMITS.buttonText), emoji: true },
      url,
    })),
});
