import * as path from "node:path";
import { bucketNames, keyAlias } from "../components/names/names";
import { policyPackEnvironment } from "../deploying/policy-pack";
import { estate, type EstateStack, type Stage } from "../projects/estate";
import type { Engine } from "../rehearsal/engine/engine";
import type { Options } from "./options";
import { readStageFile } from "./stage-file";

/** A place where Pulumi keeps state. */
export interface Backend {
  /** As PULUMI_BACKEND_URL takes it. */
  readonly url: string;
  /** What it is called where progress is told. */
  readonly title: string;
  /** What commands on it need in their environment, beside its URL. */
  readonly environment: Readonly<Record<string, string>>;
}

/** All that bootstrapping a stage works on. */
export interface Site {
  readonly repository: string;
  readonly stage: Stage;
  readonly accountId: string;
  /** The stage's primary one, in which the state is. */
  readonly region: string;
  /** Folder of the local backend. */
  readonly folder: string;
  readonly local: Backend;
  readonly bucket: Backend;
  /** By what the secrets of the state in the bucket are encrypted. */
  readonly secretsProvider: string;
  /** Whether bucket and key are AWS's own, so that the program's outputs must name them. */
  readonly real: boolean;
  readonly engine: Engine;
  /** What has the policy pack judge every command. */
  readonly judging: Readonly<Record<string, string>>;
  /** Aborted by the first Ctrl-C: the engine finishes what is under way. */
  readonly stopping: AbortSignal;
  /** Tells the user one line. */
  readonly say: (line: string) => void;
}

/** A secret of the local backend's own, for the minutes until the key stands. */
export const passphraseFile = (folder: string): string => path.join(folder, "passphrase");

/**
 * Where a stage is bootstrapped.
 * @throws when the stage has no settings
 */
export function siteOf(
  repository: string,
  { stage, local, backend, secretsProvider }: Options,
  running: Pick<Site, "engine" | "stopping" | "say">,
): Site {
  const { accountId, region } = readStageFile(repository, stage);
  const provider = secretsProvider ?? `awskms://${keyAlias(stage, "state")}?region=${region}`;
  return {
    ...running,
    repository,
    stage,
    accountId,
    region,
    folder: local,
    local: {
      // Beside each file it would else write another one in place: killed in between, the engine reads the state no more.
      url: `file://${local}?metadata=skip`,
      title: local,
      // A passphrase does not change into another one: where the bucket has one, it is the local state's from the start.
      environment: provider === "passphrase" ? {} : { PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile(local) },
    },
    bucket: {
      url: backend ?? `s3://${bucketNames(stage, accountId).state}?region=${region}`,
      title: "the bucket",
      environment: {},
    },
    secretsProvider: provider,
    real: backend === undefined && secretsProvider === undefined,
    judging: policyPackEnvironment(repository, stage),
  };
}

/** The project that makes the bucket in which its own state is kept. */
export const root: EstateStack = rootOf(estate);

function rootOf(stacks: readonly EstateStack[]): EstateStack {
  const first = stacks.find(({ name }) => name === "root");
  if (first === undefined) throw new Error("projects/estate.ts lists no root project");
  return first;
}
