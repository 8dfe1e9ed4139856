import type { Finding } from "../rule";
import { shown, text, unknownMarks, type Value, valueOf } from "./value";

/** What a text cannot hold by chance. Where a template is filled in later (`$NAME`, `{name}`, `<name>`) nothing is held. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  "an AWS access key id": /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
  "a private key": /-----BEGIN [A-Z ]*PRIVATE KEY/,
  "a JSON web token": /\beyJ[\w-]+\.eyJ[\w-]+\.[\w-]/,
  "a Slack webhook": /hooks\.slack\.com\/services\/\w/,
  "a Slack token": /\bxox[abeoprs]-\w/,
  "a GitHub token": /\b(?:gh[oprsu]|github_pat)_\w{36}/,
  "a signed URL": /[?&](?:sig|X-Amz-Signature)=\w/,
  "a URL with a password": /\w:\/\/[^\s/:@]*:[^\s/@${<][^\s/@]*@/,
  "a password in a list of settings":
    /(?:password|passwd|pwd|secret|token|(?:api|access|account)[-_]?key)(?:=["']?|"\s*:\s*")[^\s"'${<@%]/i,
};

/** Words of a name that say that its value is a secret. */
const SECRET_WORDS = [
  "PASSWORD",
  "PASSWORDS",
  "PASSWD",
  "PASSPHRASE",
  "PASS",
  "PWD",
  "SECRET",
  "SECRETS",
  "TOKEN",
  "CREDENTIAL",
  "CREDENTIALS",
  "APIKEY",
  "API_KEY",
  "ACCESS_KEY",
  "ACCOUNT_KEY",
  "ENCRYPTION_KEY",
  "PRIVATE_KEY",
  "SIGNING_KEY",
];

/** Values that are no secret, whatever their name says: nothing, a switch, an ARN, the path of a secret or a file. */
const HARMLESS = [/^$/, /^(?:true|false)$/i, /^arn:/, /^\/?[a-z][a-z0-9_.-]*(?:\/[a-z0-9_.-]+)+$/];

/** Last words of a name that speak about a secret rather than hold one, and what the value then looks like. */
const ABOUT_A_SECRET: readonly { readonly words: readonly string[]; readonly looks: RegExp }[] = [
  { words: ["NAME", "ID", "PARAMETER", "PREFIX", "TYPE"], looks: /^[\w.:/@+=-]+$/ },
  { words: ["FILE", "PATH", "DIR"], looks: /^\.{0,2}\// },
  { words: ["URL", "URI", "ENDPOINT", "ISSUER"], looks: /^\w+:\/\// },
  { words: ["TTL", "SECONDS", "MINUTES", "HOURS", "DAYS", "LENGTH", "LIMIT"], looks: /^\d+$/ },
];

/** How messages call a value that a preview does not know yet, in contrast to one that cannot be read. */
const NOT_YET = shown(valueOf([...unknownMarks][0]));

/** Judges one variable of an environment; a value that only the deployment will tell is judged then. Prints none. */
export function* secretIn(name: Value<unknown>, value: Value<unknown>, where: string): Iterable<Finding> {
  const named = text(name);
  if (named.kind !== "known") {
    yield { found: `the name of a variable of ${where} is ${shown(named)}`, expected: "a name" };
    return;
  }
  const variable = `the variable ${shown(named)} of ${where}`;
  const held = text(value);
  if (held.kind === "unknown" && held.why !== NOT_YET)
    yield { found: `${variable} is ${held.why}`, expected: "a text that can be judged" };
  const secret = held.kind === "known" ? heldSecret(named.value, held.value) : undefined;
  if (secret) yield { found: `${variable} holds ${secret}`, expected: "no secret in the environment" };
}

/** What a variable seems to hold, in words for a message; undefined where it is no secret. */
function heldSecret(name: string, value: string): string | undefined {
  const [shape] = Object.entries(SHAPES).find(([, shape]) => shape.test(value)) ?? [];
  if (shape) return shape;
  const words = wordsOf(name);
  if (!SECRET_WORDS.some((word) => `_${words}_`.includes(`_${word}_`))) return undefined;
  if (HARMLESS.some((shape) => shape.test(value))) return undefined;
  const about = ABOUT_A_SECRET.find((each) => each.words.some((word) => words.endsWith(`_${word}`)));
  return about?.looks.test(value) ? undefined : "a literal value under a secret's name";
}

/** `dbPassword`, `db-password` and `DB_PASSWORD` are two words: DB_PASSWORD. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^a-zA-Z0-9]+/g, "_")
    .toUpperCase();
}
