import { partition } from "es-toolkit";
import {
  alsoReconfiguring,
  destroyingKeys,
  evidence,
  guardRails,
  onAccount,
  otherStores,
} from "./action-sets";
import type { Court } from "./court";
import { breakGlassOf, deployersOf } from "./custody";
import { held } from "./holding";
import { isOneOf } from "./identities";
import { type Verdict, verdict, type WayIn } from "./verdict";

/** A job of S3's does what it does as a role that was passed to it. */
const JOBS: ReadonlySet<string> = new Set(["s3:CreateJob", "s3:UpdateJobStatus"]);

const EVIDENCE = "Ending the evidence";
// Each deploy makes the logs of its services and ends them; the trails are the stage's.
const [logs, trails] = partition(evidence, (action) => action.startsWith("logs:"));

/** What a lawful deletion takes of backups, once no lock of their vault holds them. */
const LAWFUL: ReadonlySet<string> = new Set(["backup:DeleteRecoveryPoint", "rds:DeleteDBClusterSnapshot"]);
const [backups, others] = partition(otherStores, (action) => LAWFUL.has(action));

/** What acts on the whole account, and has no policy of its own to refuse it. */
export function accountVerdicts(court: Court): readonly Verdict[] {
  const { settings } = court;
  const deployers = deployersOf(settings);
  const families = [
    { group: "Leaving what an organization refuses", actions: guardRails, permitted: [] },
    { group: "Ending any key", actions: destroyingKeys.filter(isOnAccount), permitted: [] },
    {
      group: "Opening roads to buckets",
      actions: alsoReconfiguring.filter(isOnAccount),
      permitted: deployers,
    },
    { group: EVIDENCE, actions: trails, permitted: deployers },
    { group: EVIDENCE, actions: logs, permitted: [...deployers, ...settings.serviceDeployArns] },
    { group: "Ending other stores and their vaults of backups", actions: others, permitted: deployers },
    { group: "Ending backups", actions: backups, permitted: [...deployers, ...breakGlassOf(settings)] },
  ];
  const subject = `account ${court.people.accountId}`;
  return families.flatMap(({ group, actions, permitted }) =>
    actions.map((action) =>
      verdict(
        { subject, group, action },
        waysTo(action, permitted, court),
        "no statement allows it",
        JOBS.has(action)
          ? "a job acts as the role that is passed to it; each role is judged here"
          : undefined,
      ),
    ),
  );
}

function isOnAccount(action: string): boolean {
  return onAccount.has(action);
}

function waysTo(action: string, permitted: readonly string[], court: Court): readonly WayIn[] {
  const { people, judge, reach } = court;
  return [...people.identities, ...reach.made].flatMap((identity) => {
    const found = held(identity, { action, resource: "*" }, judge);
    if (!found) return [];
    const { text, undecided } = found;
    const itself = { who: identity.title, steps: [text], permitted: isOneOf(identity, permitted), undecided };
    if (identity.about) return [itself];
    return reach.into(identity).flatMap((way) => {
      if (!way.identity) return [];
      const permittedToo = isOneOf(way.identity, permitted);
      const doubts = [...way.undecided, ...undecided];
      return [{ who: way.title, steps: [...way.steps, text], permitted: permittedToo, undecided: doubts }];
    });
  });
}
