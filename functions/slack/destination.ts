import * as z from "zod";

/** Where messages go. A webhook gives no message id back: what it posted can neither be answered nor changed. */
export type Destination =
  | { readonly kind: "webhook"; readonly url: string }
  | { readonly kind: "channel"; readonly token: string; readonly channel: string };

/** HTTPS; plain HTTP only to this machine itself, where the tests listen. */
const WebhookUrl = z.url().refine((url) => /^(https:\/\/|http:\/\/127\.0\.0\.1[:/])/.test(url));

const SecretText = z.union([
  WebhookUrl.transform((url): Destination => ({ kind: "webhook", url })),
  z
    .strictObject({ webhook: WebhookUrl })
    .transform(({ webhook }): Destination => ({ kind: "webhook", url: webhook })),
  z
    .strictObject({ token: z.string().min(1), channel: z.string().min(1) })
    .transform(({ token, channel }): Destination => ({ kind: "channel", token, channel })),
]);

/**
 * Reads a secret's text.
 * @throws with the forms that are taken, never with what was read
 */
export function slackDestination(secretText: string): Destination {
  const parsed = SecretText.safeParse(jsonOrText(secretText.trim()));
  if (parsed.success) return parsed.data;
  // Of zod's own words nothing is passed on: they could name a part of the secret.
  throw new Error(
    'the secret with Slack\'s destination must hold {"token":"xoxb-…","channel":"C…"}, {"webhook":"https://hooks.slack.com/services/…"} or the bare URL of a webhook: put it in, or ask who owns the Slack app',
  );
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
