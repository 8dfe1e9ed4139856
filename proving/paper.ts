import { z } from "zod";
import type { Verdict } from "../policies/proof/verdict";
import type { ProveOptions } from "./options";

const Way = z.strictObject({
  who: z.string(),
  /** From them to the deed, each with the statement that allows it. */
  steps: z.array(z.string()),
  /** Whether they may. */
  permitted: z.boolean(),
  /** What could not be read, and was taken for the worst. */
  undecided: z.array(z.string()),
});

/** What `proof.json` holds. */
export const Paper = z.strictObject({
  stage: z.string(),
  /** Whether what is deployed was judged, or what a rehearsal brought up. */
  source: z.enum(["deployed", "rehearsed"]),
  /** When it was proved, in UTC. */
  at: z.iso.datetime(),
  proved: z.boolean(),
  resources: z.int(),
  /** How often it was decided whether a request may be allowed, and the time of the proof alone. */
  decisions: z.int(),
  seconds: z.number(),
  policyPack: z.strictObject({ version: z.string(), digest: z.string() }),
  /** What the proof rests on and cannot show itself. */
  restsOn: z.array(z.strictObject({ assumption: z.string(), why: z.string() })),
  verdicts: z.array(
    z.strictObject({
      subject: z.string(),
      group: z.string(),
      action: z.string(),
      outcome: z.enum(["nobody", "only", "harmless", "could", "undecided"]),
      because: z.string(),
      ways: z.array(Way),
    }),
  ),
});
export type Paper = z.output<typeof Paper>;

/** Section 5 of the control catalogue: what no policy of the estate can see or hold. */
export const restsOn: Paper["restsOn"] = [
  {
    assumption: "Nobody uses the root user of the account",
    why: "it can replace a bucket's policy. Compliance mode holds against it as well, a key would not",
  },
  { assumption: "The account is not closed", why: "with it ends every retention" },
  {
    assumption: "Nothing is added by hand beside the programs",
    why: "roles, policies and buckets that no stack knows are not judged here",
  },
  {
    assumption: "Nobody but those judged here can write IAM",
    why: "whoever can give himself a permission has all of them",
  },
  {
    assumption: "AWS and Azure do as they are configured",
    why: "lifecycle, replication and batch jobs delete without anybody being asked at that time",
  },
];

export interface Proved {
  readonly options: ProveOptions;
  readonly at: Date;
  readonly resources: number;
  readonly decisions: number;
  readonly seconds: number;
  readonly policyPack: Paper["policyPack"];
  readonly verdicts: readonly Verdict[];
}

export function paperOf({ options, at, seconds, verdicts, ...rest }: Proved): Paper {
  return {
    stage: options.stage,
    source: options.deployed ? "deployed" : "rehearsed",
    at: at.toISOString(),
    proved: !verdicts.some(refuses),
    ...rest,
    seconds: Math.round(seconds * 1000) / 1000,
    restsOn,
    verdicts: verdicts.map((verdict) => ({
      ...verdict,
      ways: verdict.ways.map((way) => ({ ...way, steps: [...way.steps], undecided: [...way.undecided] })),
    })),
  };
}

/** Whether a verdict refuses the proof: somebody could, or nobody knows. */
export const refuses = ({ outcome }: Pick<Verdict, "outcome">): boolean =>
  outcome === "could" || outcome === "undecided";
