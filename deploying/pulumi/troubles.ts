import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { EstateStack } from "../../projects/estate";
import { stateOptions, type Workplace } from "../workplace";
import { shellLine } from "./command";

interface Trouble {
  /** What the engine, a provider or the state's backend says. */
  readonly says: RegExp;
  /** What that means for who deploys. */
  readonly line: (found: RegExpExecArray, workplace: Workplace, stack: EstateStack) => string;
}

/** The words of others that leave open what to do, and ours for them. */
const troubles: readonly Trouble[] = [
  {
    says: /locked by \d+ lock\(s\)[\s\S]*?created by (\S+)@(\S+) \(pid \d+\) at (\S+)/,
    line: ([, user, host, since], workplace, stack) =>
      `its state is locked by ${user} on ${host} since ${since}: wait for that to end or, if it has died, ${shellLine({ args: ["cancel", ...stateOptions(workplace, stack)] })}`,
  },
  {
    // The AWS provider, for `allowedAccountIds`.
    says: /AWS account ID not allowed: (\d+)/i,
    line: ([, account], workplace) =>
      `the credentials are of account ${account}, ${workplace.stage} is in account ${accountOf(workplace)}: use that one's`,
  },
  {
    says: /NoCredentialProviders|no valid credential sources|unable to validate AWS credentials|invalid credentials configured|failed to refresh cached credentials|ExpiredToken|InvalidClientTokenId|InvalidAccessKeyId/i,
    line: (_, workplace) =>
      `there are no AWS credentials that work: sign in to account ${accountOf(workplace)}, and set AWS_PROFILE or AWS_ACCESS_KEY_ID and its like`,
  },
  {
    says: /blob \(key "\.pulumi[^]*(AccessDenied|Forbidden|NoSuchBucket)/,
    line: ([, code]) =>
      `the state cannot be read (${code}): mend PULUMI_BACKEND_URL, or use a role that may read it`,
  },
  {
    says: /passphrase must be set/,
    line: () => "its secrets need their passphrase: set PULUMI_CONFIG_PASSPHRASE",
  },
];

/** What is wrong with a stack in one line, where the words are known; undefined where they are not. */
export function troubleIn(text: string, workplace: Workplace, stack: EstateStack): string | undefined {
  for (const { says, line } of troubles) {
    const found = says.exec(text);
    if (found) return line(found, workplace, stack);
  }
  return undefined;
}

const Ground = z.looseObject({ config: z.looseObject({ "strongroom:accountId": z.string() }) });

/** The account of the stage, as the root project's settings tell. */
function accountOf({ repository, stage }: Workplace): string {
  const text = fs.readFileSync(path.join(repository, `Pulumi.${stage}.yaml`), "utf8");
  return Ground.parse(parse(text)).config["strongroom:accountId"];
}
