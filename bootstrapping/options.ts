import * as os from "node:os";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { stages, type Stage } from "../projects/estate";

export interface Options {
  readonly stage: Stage;
  /** Folder of the local backend, where the state is until the bucket stands. */
  readonly local: string;
  /** Overrides the bucket's backend, which follows from the stage's settings. */
  readonly backend: string | undefined;
  /** Overrides the secrets provider, which follows from the stage's settings. */
  readonly secretsProvider: string | undefined;
}

export const USAGE = `npm run bootstrap -- --stage ${stages.join("|")} [options]

  Brings the root project up on a local backend, and moves its state into the bucket that it made. Run again it goes on
  where it was, or finds nothing to do.

  --stage STAGE         which stage
  --local FOLDER        where the state is until the bucket stands (default ~/strongroom-STAGE-root)
  --help                print this

  For rehearsal only, where there is neither S3 nor KMS of AWS:
  --backend URL         the bucket's backend, as in s3://BUCKET?region=…&endpoint=…&s3ForcePathStyle=true
  --secrets-provider P  passphrase (that of PULUMI_CONFIG_PASSPHRASE), or awskms://ALIAS?region=…&endpoint=…`;

/**
 * Reads the command line.
 * @throws with one line that says what is wrong and what would be right
 */
export function readOptions(args: readonly string[]): Options | "help" {
  const { values } = parseArgs({
    args: [...args],
    options: {
      stage: { type: "string" },
      local: { type: "string" },
      backend: { type: "string" },
      "secrets-provider": { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  const { backend, "secrets-provider": secretsProvider } = values;
  const stage = stages.find((known) => known === values.stage);
  if (stage === undefined)
    throw new Error(
      values.stage === undefined
        ? `--stage is missing: give ${stages.join(" or ")}`
        : `--stage ${values.stage}: there is no such stage; there are ${stages.join(" and ")}`,
    );
  if (backend !== undefined && !(URL.canParse(backend) && backend.startsWith("s3://")))
    throw new Error(`--backend ${backend}: give the URL of a bucket, s3://BUCKET?region=REGION`);
  if (secretsProvider !== undefined && !/^(passphrase$|awskms:\/\/.)/.test(secretsProvider))
    throw new Error(`--secrets-provider ${secretsProvider}: give passphrase, or awskms://KEY?region=REGION`);
  return {
    stage,
    local: path.resolve(values.local ?? path.join(os.homedir(), `strongroom-${stage}-root`)),
    backend,
    secretsProvider,
  };
}
