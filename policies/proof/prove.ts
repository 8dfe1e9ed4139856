import type { Classifying, Settings } from "../parameters";
import type { StackResource } from "../reading/resource";
import { accountVerdicts } from "./account-proof";
import { azureVerdicts } from "./azure-proof";
import type { Court, Proving } from "./court";
import { custodyOf, custodyVerdicts, trustedBy } from "./custody";
import { judgeOf } from "./judge";
import { peopleIn } from "./people";
import { reachIn } from "./reach";
import { vaultVerdicts } from "./vault-proof";
import { vaultsIn } from "./vaults";
import type { Verdict } from "./verdict";

/** All that a stage sets and the proof rests on. */
export type ProofSettings = Proving & Classifying & Settings<"minOffsiteRetentionDays" | "azurePhase">;

export interface Proof {
  /** Of each vault, of the copies in the second cloud, of whom the stage trusts, and of the account. */
  readonly verdicts: readonly Verdict[];
  /** How often the decider was asked. */
  readonly decisions: number;
}

/** Who could delete the archive, of all who are in some stacks; nobody, if no verdict is a refusal. */
export function prove(resources: readonly StackResource[], settings: ProofSettings): Proof {
  const people = peopleIn(resources, trustedBy(settings));
  const judge = judgeOf(people);
  const reach = reachIn(people, judge);
  const custody = custodyOf(people, reach, settings);
  const court: Court = { people, judge, reach, custody, settings };
  const vaults = vaultsIn(resources, people.accountId, settings);
  const verdicts = [
    ...(vaults.length > 0 ? [] : [nothingToProve]),
    ...vaults.flatMap((vault) => vaultVerdicts(vault, vaults, court)),
    ...azureVerdicts(resources, settings),
    ...custodyVerdicts(custody),
    ...accountVerdicts(court),
  ];
  return { verdicts, decisions: judge.decisions() };
}

const nothingToProve: Verdict = {
  subject: "the archive",
  group: "What is judged",
  action: "to find a vault",
  outcome: "could",
  because: "",
  ways: [{ who: "nobody knows who", steps: ["the stacks have no vault"], permitted: false, undecided: [] }],
};
