/** A SAS's signature, and anything that looks like a signed token. */
const SIGNATURE = /\bsig=[^&\s"'<>]+/gi;
const SIGNED_TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** What an error says, for a log: without what would open something. */
export function withoutSecrets(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replaceAll(SIGNATURE, "sig=…").replaceAll(SIGNED_TOKEN, "…");
}
